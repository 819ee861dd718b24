/** Names of the wide log lines, one a unit of work; monitoring filters on them. */
export const logEvents = {
  uploadIngested: 'upload.ingested',
  uploadRejected: 'upload.rejected',
  uploadIgnored: 'upload.ignored',
  articleFannedOut: 'article.fanned-out',
  articleSettled: 'article.settled',
  articleHeld: 'article.held',
  deliveryAttempted: 'delivery.attempted',
  deliveryParked: 'delivery.parked',
  deliverySkipped: 'delivery.skipped',
  circuitOpened: 'partner.circuit-opened',
  circuitClosed: 'partner.circuit-closed',
  partnerPaused: 'partner.paused',
  uploadsMissed: 'uploads.missed',
  sweepDone: 'sweep.done',
  recordFailed: 'record.failed',
} as const;
