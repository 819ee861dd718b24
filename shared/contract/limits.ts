/**
 * Every bound of the pipeline, with its unit in its name. Infra sets queues and functions from these
 * numbers and the functions keep to them, so the two cannot drift.
 */

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

export const uploadLimits = {
  /** Larger objects are rejected from the size in the event, before a byte is read. */
  uploadBytes: 10 * 1024 * 1024,
  /** Articles taken from one upload (feeds, archives). */
  itemsPerUpload: 1_000,
} as const;

/** Of a publisher's new articles, how many go out within a time before further ones wait for an operator; unless its profile says otherwise. */
export const brakeLimits = {
  articles: 200,
  minutes: 10,
  /** The most that a profile may ask for: the count reads an item for each upload of the window, up to here. */
  articlesMax: 10_000,
  minutesMax: 1_440,
  /** How far uploads overtake each other between S3 and the count. */
  disorderMs: 1 * minute,
} as const;

/** What reading one file may take: it runs in a process of its own, which is ended beyond this. */
export const readLimits = {
  /** Of the reading process, until it can be asked. */
  startMs: 20 * second,
  /** For one upload with all its articles; the slowest of thousands of real and hostile files takes a quarter of it. */
  answerMs: 10 * second,
  /** V8's heap. The file itself lies outside of it, as do Node and its code (60 MB): all of it comes to up to 242 MB, measured. */
  heapMb: 128,
  /** Of its youngest part: small, since V8 fills what it is given before it looks for what can go. */
  youngHeapMb: 8,
} as const;

/** The same where `byline check` runs: on a publisher's machine, which may be busy with other things. */
export const checkLimits = { ...readLimits, startMs: 60 * second, answerMs: 20 * second } as const;

/** What one article's body may hold. Live blogs of a whole day have some twenty thousand elements. */
export const bodyLimits = {
  elements: 60_000,
  /** Of a text: each becomes an element or more. */
  lines: 40_000,
  /** As HTML. The longest novels have three million and a half; every copy of a text counts against the memory. */
  characters: 5_500_000,
} as const;

/** What a whole page may hold, with all that stands around its article. */
export const pageLimits = {
  /** Browsers stop nesting at 512; of 58 real news pages none nests deeper than 50. */
  depth: 256,
  /** Elements created while parsing; the bodies of 58 real news pages hold at most 1,480 with text or pictures. */
  elements: 100_000,
  /** UTF-16 units of text outside scripts and styles: some 300,000 words. */
  text: 2_000_000,
  /** UTF-16 units. Whole pages reach 3 MB; what is larger is data. */
  characters: 8_000_000,
} as const;

/** What an archive may unpack to. */
export const archiveLimits = {
  /** Entries of any kind, folders and pictures included. */
  entries: 1_500,
  /** One entry unpacked: as much as an upload of its own may hold. */
  entryBytes: uploadLimits.uploadBytes,
  /** All entries unpacked, one after the other. */
  totalBytes: 50 * 1024 * 1024,
  /** Unpacked bytes per packed one, for entries over `ratioFromBytes`: XML of a word processor reaches 30, a bomb 1,000. */
  ratio: 200,
  ratioFromBytes: 1024 * 1024,
  nameBytes: 1_024,
} as const;

/** What an XML document may hold. Of 81 real wire files, exports and feeds the largest had depth 13, 11 attributes and 1,250 nodes. */
export const xmlLimits = {
  depth: 100,
  /** Of one element. */
  attributes: 200,
  elements: 200_000,
  nameCharacters: 1_024,
  /** Pictures do stand in addresses as data. */
  attributeCharacters: 1024 * 1024,
} as const;

export const functionLimits = {
  ingest: { timeoutSeconds: 60, memoryMb: 1024, batchSize: 5, maxConcurrency: 50 },
  fanout: { timeoutSeconds: 60, memoryMb: 1024, batchSize: 10, maxConcurrency: 20 },
  /** One POST takes at most 15 s; the batch posts side by side; the rest is DynamoDB and a margin. */
  deliver: { timeoutSeconds: 40, memoryMb: 256, batchSize: 10, maxConcurrency: 200 },
  /** The slow lane has its own mapping of the same function, so that unhealthy partners wait for each other only. */
  deliverSlow: { batchSize: 10, maxConcurrency: 20 },
  /** Under the minute of its schedule, so that two runs seldom overlap (harmless if they do). */
  sweep: { timeoutSeconds: 55, memoryMb: 256 },
  /** API Gateway waits for 30 s at most. More memory is more speed here, and someone waits. */
  api: { timeoutSeconds: 29, memoryMb: 512 },
} as const;

export const queueLimits = {
  /** AWS: visibility of at least six times the function's time-out. */
  visibilityPerTimeout: 6,
  /** AWS: at least five, since throttled receives count too. */
  maxReceiveCount: 10,
  retentionDays: 4,
  /** A standard queue's dead letters keep their first enqueue time: longer than the source. */
  deadLetterRetentionDays: 14,
  /** SQS `DelaySeconds` and so the longest wait that rides on a queue. */
  delayMs: 15 * minute,
} as const;

export const deliveryLimits = {
  connectMs: 5 * second,
  requestMs: 15 * second,
  /** How long after its time-out a partner may still act on a request: the next one waits for that, too. */
  lateMs: 5 * second,
  /** How much of an answer is read: enough to say why it failed, not enough to hurt. */
  answerBytes: 16 * 1024,
  /** What a failing partner said is kept with the attempt up to here: twelve of them still fit a small record. */
  answerTextCharacters: 300,
  /** How long is waited for it, once the status is there. */
  answerTextMs: 1 * second,
  /** From the lease on: reading, signing, the POST, what a partner does late, and writing the outcome end before this. */
  leaseMs: 30 * second,
  /** `Retry-After` is obeyed up to here. */
  retryAfterMs: 24 * hour,
  /** Attempts kept in the delivery record; the schedule has twelve. */
  attemptsKept: 16,
  /** The default for a partner's largest body; SQS-sized, and what common receivers accept. */
  bodyBytes: 1024 * 1024,
  /** The largest body that is offered for fetching in place of one that travels; an article beyond it is a dead letter. */
  claimedBytes: 20 * 1024 * 1024,
  /** How long the address of a claimed body holds: at most as long as the credentials of the function that signs it. */
  claimSeconds: 3_600,
  /** How long a delivery record outlives its last change. */
  recordDays: 400,
  /** The same for an operational event, which is worth less the older it is. */
  noticeDays: 30,
} as const;

/** Requests to the API, all partners together; who is over it gets 429. A partner that catches up makes some a second. */
export const apiRateLimits = { perSecond: 50, burst: 100 } as const;

/** What a partner that fetches is given at once. */
export const pullLimits = {
  /** Entries of an answer, unless asked otherwise; and at most. */
  entries: 20,
  entriesMost: 100,
  /** Of an answer: Lambda's ends at 6 MB, and every quotation mark in it counts twice. */
  answerBytes: 3 * 1024 * 1024,
  /** A body over this is offered by claim check, so that an answer holds some. */
  bodyBytes: 1024 * 1024,
  /** Pairs looked at side by side. */
  atOnce: 10,
  /** Pairs listed before a place that one request confirms: more than an answer holds, since some were given out and never confirmed. */
  confirmedPairs: 300,
  /** Pages of the list read for one answer: pairs that turned out to be owed nothing leave it, and others take their place. */
  pages: 5,
} as const;

/** How partners that fetch are taken to read. */
export const readingLimits = {
  /** Requests within this are one reading; and no partner is noted more often. */
  oneReadingMs: 1 * minute,
  /** Gaps between readings that are kept: an odd number has a middle. */
  gapsKept: 7,
  /** How late a partner may be before someone is told: of twice its usual gap no less and no more than these, and this before it has a usual one. */
  patienceLeastMs: 5 * minute,
  patienceMostMs: 1 * day,
  patienceUnknownMs: 1 * hour,
} as const;

/** What went out before, looked through for one partner. */
export const backfillLimits = {
  /** At most: three small reads each. */
  articles: 20_000,
  atOnce: 25,
} as const;

export const circuitLimits = {
  /** Failures in a row that open a partner's circuit. */
  failuresToOpen: 5,
  firstProbeMs: 30 * second,
  maxProbeMs: 1 * hour,
  /** Failing for this long pauses the endpoint and tells ops. */
  pauseAfterMs: 5 * day,
  /** Parked deliveries released per partner and sweep, so that a partner coming back is not flooded. */
  drainPerSweep: 500,
  /** The sweep looks at a draining partner this often. */
  drainEveryMs: 1 * minute,
} as const;

export const sweepLimits = {
  /** Shards of the due index: no single hot key (1,000 writes a second and partition). */
  dueShards: 4,
  /** Due items taken per shard and query. */
  pageItems: 200,
  /** A run begins no further page after this. */
  runMs: 40 * second,
  /** What is due before the next run begins rides on an SQS delay, exact to the second. */
  lookAheadMs: 1 * minute,
  /** An upload whose handling began so long ago, and did not end, is announced again: longer than the queue takes for it. */
  stuckUploadMs: 10 * minute,
  /** Comparing the uploads bucket with the table: objects a page (S3: at most 1,000), and pages a run. */
  auditPageObjects: 1_000,
  auditPages: 10,
  /** From the end of one round to the beginning of the next. */
  auditEveryMs: 6 * hour,
  /** Younger objects are left alone: S3 may take a minute or more to announce them, and the queue may be behind. */
  auditGraceMs: 15 * minute,
  /** A round looks at what came since this long before the last one began; the first looks at all. */
  auditBackMs: 1 * day,
  /** A new head that was not fanned out by then is handed to fan-out again. */
  fanoutCheckMs: 3 * minute,
  /** When a fan-out's deliveries are first looked over, after it was done. */
  settleCheckMs: 3 * minute,
  settleCheckMaxMs: 6 * hour,
  /** A due item handed to a queue is not handed out again before this. */
  handoutMs: 10 * minute,
  /** Embargoes ending within this ride on an SQS delay, which is exact to the second. */
  embargoHandoverMs: 5 * minute,
} as const;

export const fanoutLimits = {
  /** Delivery records of one article spread over this many partition keys. */
  deliveryShards: 4,
  /** Partners one invocation asks for at most; more are fanned out, and looked over, in slices. */
  partnersPerSlice: 5_000,
  sqsBatch: 10,
} as const;

export const keyLimits = {
  /** Keys of one partner that sign side by side: each adds a signature to every webhook. */
  keysPerPartner: 4,
  /** For how long the key before a rotation signs beside the new one, unless said otherwise. */
  overlapMs: 1 * day,
  overlapMaxMs: 90 * day,
  /** Private halves of proof keys that are kept: enough for every revision that may still be retried. */
  proofKeys: 10,
} as const;

export const cacheLimits = {
  /** Bounded staleness of the partner registry, publishers' profiles and signing keys in a warm container. */
  registryMs: 10 * second,
  /** The same for fan-out, which would pass over a partner that was registered a moment before an upload. */
  fanoutRegistryMs: 1 * second,
  /** How stale a partner's circuit may be: a few deliveries more or less reach one that just opened. */
  healthMs: 2 * second,
  signingKeysMs: 60 * second,
  /** Bodies of webhooks remembered in a container of `deliver`: some thousand articles of usual length, or a dozen of the largest. */
  bodiesBytes: 16 * 1024 * 1024,
  /** Claimed bodies that a container knows to be in the content bucket; more are put again. */
  claimsRemembered: 1_000,
  /** Endpoints of operational events: a new one is told of what happens a minute after it was registered. */
  endpointsMs: 60 * second,
} as const;

export const storeLimits = {
  /** DynamoDB items end at 400 KB with their names; larger parts go to the content bucket. */
  itemBytes: 300 * 1024,
  /** Revisions a container keeps in memory: a few megabytes for common ones, under 100 MB for the largest there can be. */
  revisionsKept: 32,
  /** Articles remembered of one object key: what its removal takes back. A feed file keeps its newest; ids have up to 88 bytes. */
  articlesPerKey: 4_000,
} as const;

/** When the pipeline's own figures wake someone. */
export const monitoringLimits = {
  /** An embargo is promised to end within two seconds; a sweep that took over from a lost message is a minute late. */
  embargoLateMs: 10 * second,
  deliveryLateMs: 2 * minute,
  partnerFailingMs: 1 * hour,
  /** A canary passes three queues and two cold starts. */
  canaryLateMs: 2 * minute,
  /** Of what an account lets run at once: the whole of AWS's default, and how much of it is taken before someone is told. */
  accountConcurrency: 1_000,
  concurrencyPart: 0.8,
} as const;

/** How long what AWS keeps for us is kept, in days. */
export const storageLimits = {
  /** Versions of uploads that were replaced or removed: long enough to look into a complaint. */
  replacedUploadDays: 30,
  /** Parts of uploads that were never finished. */
  abandonedUploadDays: 7,
  /** Bodies fetched by claim check: put again with each container that needs them, and no address of one holds for a day. */
  claimDays: 30,
  /** As long as delivery records are kept: a year and some weeks. */
  receiptDays: 400,
  /** KMS deletes after 7 to 30 days. The longest: with an encryption key go all signing keys and their backups. */
  keyPendingDays: 30,
  /** One of the numbers of days that CloudWatch Logs knows. */
  logDays: 30,
} as const;

/** What `publishers.yaml` and `partners.yaml` may hold. */
export const registryLimits = {
  /** A profile has about 500 characters. */
  fileCharacters: 8 * 1024 * 1024,
  /** Brackets within brackets: filters of three levels are hard to read already. */
  nesting: 50,
  publishers: 5_000,
  /** A year: for how long a publisher may be asked to be quiet before it is told. */
  quietHoursMost: 8_760,
  partners: 20_000,
  /** Of one list in a profile. */
  entriesPerList: 500,
} as const;
