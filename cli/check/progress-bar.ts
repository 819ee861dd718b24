/** A line that is drawn over again while files are read. */
export interface ProgressBar {
  show(done: number, total: number, note: string): void;
  /** Takes the line away, so that others can be written. */
  clear(): void;
}

/** Between two drawings. */
const redrawMs = 80;
const barWidth = 24;

/** A bar on a terminal; nothing at all on anything else. */
export function progressBar(stream: NodeJS.WriteStream, nowMs: () => number): ProgressBar {
  if (!stream.isTTY) return { show: () => {}, clear: () => {} };
  let [drawnMs, isShown] = [0, false];
  return {
    show(done, total, note) {
      if (nowMs() - drawnMs < redrawMs) return;
      [drawnMs, isShown] = [nowMs(), true];
      const filled = total === 0 ? 0 : Math.round((barWidth * done) / total);
      const bar = `${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)}`;
      stream.write(`\r\x1b[K${bar} ${done}/${total} files, ${note}`.slice(0, stream.columns + 4));
    },
    clear() {
      if (isShown) stream.write('\r\x1b[K');
      isShown = false;
    },
  };
}
