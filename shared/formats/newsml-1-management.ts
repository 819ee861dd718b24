import { listOf, present } from '../article/present.ts';
import { gravestSignal, urgencyOf } from './agency-words.ts';
import type { DraftItem } from './format.ts';
import {
  allAt,
  attributeAt,
  attributeOf,
  childrenOf,
  descendantsOf,
  findAt,
  firstOf,
  lineAt,
  lineOf,
} from './xml-tree.ts';
import type { XmlElement } from './xml.ts';

/** Who the item is: `Identification` and `NewsManagement`. The public identifier is the item's without the revision it ends with. */
export function readManagement(item: XmlElement): Partial<DraftItem> {
  const identifier = findAt(item, 'Identification/NewsIdentifier');
  const management = findAt(item, 'NewsManagement');
  const [provider, date, id] = ['ProviderId', 'DateId', 'NewsItemId'].map((name) => lineAt(identifier, name));
  const version = lineAt(identifier, 'RevisionId');
  const publicId = lineAt(identifier, 'PublicIdentifier');
  const urgency = urgencyOf(attributeAt(management, 'Urgency', 'FormalName') ?? lineAt(management, 'Urgency'));
  return present<Partial<DraftItem>>({
    nativeId:
      withoutRevision(publicId, version) ??
      (id === undefined
        ? firstOf(descendantsOf(item, 'guid'), lineOf)
        : `urn:newsml:${[provider, date, id].filter(Boolean).join(':')}`),
    version,
    altIds: listOf([
      ...(publicId ? [{ role: 'publicIdentifier', value: publicId }] : []),
      ...(id ? [{ role: 'newsItemId', value: id }] : []),
    ]),
    firstCreated: lineAt(management, 'FirstCreated'),
    versionCreated: lineAt(management, 'ThisRevisionCreated'),
    ...readStatus(management),
    signal: gravestSignal(
      allAt(management, 'Instruction').flatMap((instruction) => attributeOf(instruction, 'FormalName') ?? []),
    ),
    urgency: urgency.urgency,
    related: listOf(
      ['RelatedTo', 'AssociatedWith']
        .flatMap((name) => childrenOf(management, name))
        .flatMap((link) => {
          const nativeId = attributeOf(link, 'NewsItem');
          return nativeId ? [{ nativeId }] : [];
        }),
    ),
    warnings: listOf(urgency.warnings),
  });
}

/** “urn:newsml:agency.example:20260101:id:3N” is revision 3 of “urn:newsml:agency.example:20260101:id”. */
function withoutRevision(publicId: string | undefined, version: string | undefined): string | undefined {
  if (publicId === undefined) return undefined;
  const [, stem, revision] = /^(.+):(\d+)[NUA]?$/i.exec(publicId) ?? [];
  return stem !== undefined && (revision === version || (version === undefined && publicId.startsWith('urn:newsml:')))
    ? stem
    : publicId;
}

/** A status that will change says when: an embargo until it is usable, an expiry until it is not. */
function readStatus(management: XmlElement | undefined): Partial<DraftItem> {
  const status = (attributeAt(management, 'Status', 'FormalName') ?? lineAt(management, 'Status'))?.toLowerCase();
  const change = findAt(management, 'StatusWillChange');
  const future = attributeAt(change, 'FutureStatus', 'FormalName')?.toLowerCase() ?? '';
  const at = lineAt(change, 'DateAndTime');
  const isEmbargoed = status?.startsWith('embargo') ?? false;
  const opens = future === 'usable' && status !== 'usable';
  return {
    status: isEmbargoed || (opens && status === 'withheld') ? 'usable' : status,
    embargo: isEmbargoed || opens ? (at ?? '') : undefined,
    expires: status === 'usable' && /^(?:cancel|withheld)/.test(future) ? at : undefined,
  };
}
