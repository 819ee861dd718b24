import type { Command } from 'commander';

/** What people type, by command; one line each. Shown in its help. */
const examples: Readonly<Record<string, readonly string[]>> = {
  up: ['up', 'up --dir /tmp/byline --port 0'],
  check: ['check story.md', 'check exports/ --json'],
  upload: ['upload story.md', 'upload exports/ --publisher harbour-gazette --stack byline-prod'],
  link: ['link harbour-gazette --hours 2', 'link harbour-gazette --json --stack byline-prod'],
  'articles list': [
    'articles list --state held --since 2d',
    'articles list --publisher harbour-gazette --search ferry',
  ],
  'articles show': ['articles show harbour-gazette-3f2a9c'],
  'articles revisions': ['articles revisions harbour-gazette-3f2a9c'],
  'articles diff': ['articles diff harbour-gazette-3f2a9c', 'articles diff harbour-gazette-3f2a9c 1 3'],
  deliveries: ['deliveries --article harbour-gazette-3f2a9c', 'deliveries --partner evening-post --state dead'],
  plan: ['plan registry/', 'plan partners.yaml --exit-code'],
  apply: ['apply registry/ --stack byline-prod', 'apply publishers.yaml partners.yaml --prune'],
  backfill: ['backfill evening-post --since 2d --dry-run', 'backfill evening-post --publisher harbour-gazette'],
  'publishers list': ['publishers list'],
  'publishers show': ['publishers show harbour-gazette'],
  'publishers pause': ['publishers pause harbour-gazette'],
  'publishers resume': ['publishers resume harbour-gazette'],
  'publishers held': ['publishers held harbour-gazette'],
  'publishers release': ['publishers release harbour-gazette', 'publishers release harbour-gazette --article ID ID'],
  'publishers discard': ['publishers discard harbour-gazette --article ID'],
  'partners list': ['partners list --json'],
  'partners show': ['partners show evening-post'],
  'partners add': ['partners add evening-post --url https://evening-post.example/hook --language en'],
  'partners pause': ['partners pause evening-post'],
  'partners resume': ['partners resume evening-post'],
  'partners verify': ['partners verify evening-post'],
  'partners test': ['partners test evening-post'],
  'partners match': ['partners match harbour-gazette-3f2a9c', 'partners match story.md'],
  'partners credentials': ['partners credentials evening-post --help'],
  'partners rotate': ['partners rotate evening-post --overlap-hours 48'],
  'partners token': [
    'partners token evening-post',
    'partners token evening-post --list',
    'partners token evening-post --revoke',
  ],
  'partners revoke': ['partners revoke evening-post KEY-ID'],
  'partners keys': ['partners keys evening-post'],
  'partners jwks': ['partners jwks evening-post > jwks.json'],
  receive: ['receive --help'],
  'keys jwks': ['keys jwks > jwks.json'],
  'keys rotate': ['keys rotate'],
  'keys revoke': ['keys revoke KEY-ID'],
  'hooks list': ['hooks list'],
  'hooks add': ['hooks add ops-room --url https://ops.example/byline'],
  'hooks pause': ['hooks pause ops-room'],
  'hooks resume': ['hooks resume ops-room'],
  'hooks remove': ['hooks remove ops-room'],
  'dead-letters': ['dead-letters --partner evening-post --since 2d'],
  replay: ['replay --partner evening-post --since 6h', 'replay --reason HTTP_STATUS --per-second 50'],
  recheck: ['recheck', 'recheck --stack byline-prod'],
  doctor: ['doctor', 'doctor --stack byline-prod --json'],
  completion: ['completion bash > ~/.local/share/bash-completion/completions/byline'],
};

/** Adds examples, and where exit codes are explained, to the help of every command that has none of its own. */
export function addExamples(command: Command, path = ''): void {
  for (const one of command.commands) {
    const at = path === '' ? one.name() : `${path} ${one.name()}`;
    if (one.commands.length > 0) addExamples(one, at);
    else {
      const lines = examples[at] ?? [];
      const shown =
        lines.length === 0 ? '' : `\nExamples:\n${lines.map((line) => `  $ npx byline ${line}`).join('\n')}\n`;
      one.addHelpText('after', `${shown}\nAll exit codes: docs/cli.md.`);
    }
  }
}
