import { isHeldBack, type Partner, type PartnerProfile } from './partner.ts';

/**
 * The partner as it stands once a profile is applied. The status is kept unless the profile names one; one that was removed is active again. A new
 * address has to be verified, where `verify` says so.
 */
export function partnerAfter(
  before: Partner | undefined,
  { status, ...profile }: PartnerProfile,
  verify: boolean,
  nowMs: number,
): Partner {
  const kept = before?.status === 'removed' ? 'active' : before?.status;
  const mustVerify =
    verify &&
    profile.url !== undefined &&
    (before === undefined || before.url !== profile.url || before.unverified === true);
  const after = status ?? kept ?? 'active';
  return {
    ...profile,
    ...statusAfter(before, after, nowMs),
    ...(before?.credentials ? { credentials: true } : {}),
    ...(mustVerify ? { unverified: true } : {}),
    createdAtMs: before?.createdAtMs ?? nowMs,
  };
}

function statusAfter(
  before: Partner | undefined,
  status: 'active' | 'paused',
  nowMs: number,
): Partial<Partner> & Pick<Partner, 'status'> {
  if (!before) return { status };
  if (before.status !== status) return { status, statusAtMs: nowMs };
  const { pauseReason, statusAtMs } = before;
  return {
    status,
    ...(pauseReason === undefined ? {} : { pauseReason }),
    ...(statusAtMs === undefined ? {} : { statusAtMs }),
  };
}

/** Whether what was parked for the partner can be sent now, and could not be before. */
export function isReleasedBy(before: Partner, after: Partner): boolean {
  return isHeldBack(before) && !isHeldBack(after);
}

/** What `partners.yaml` can say of a partner as it stands: all but what Byline itself keeps. */
export function profileOf(partner: Partner): PartnerProfile {
  const {
    status,
    pauseReason: _reason,
    statusAtMs: _at,
    unverified: _unverified,
    credentials: _credentials,
    createdAtMs: _created,
    ...profile
  } = partner;
  return { ...profile, ...(status === 'removed' ? {} : { status }) };
}
