/** What is said once about an action, on the page that follows it. */
export interface Note {
  readonly tone: 'good' | 'bad';
  readonly text: string;
}

/** Notes kept here and named in the address: nobody can write one into a link. */
export interface Notes {
  /** Keeps a note; returns the name under which the next page finds it. */
  leave(note: Note): string;
  /** The note of that name, once. */
  take(name: string | undefined): Note | undefined;
}

/** Notes that nobody came for. */
const notesKept = 50;

export function notes(newId: () => string): Notes {
  const kept = new Map<string, Note>();
  return {
    leave(note) {
      const name = newId();
      kept.set(name, note);
      for (const old of [...kept.keys()].slice(0, -notesKept)) kept.delete(old);
      return name;
    },
    take(name) {
      if (name === undefined) return undefined;
      const note = kept.get(name);
      kept.delete(name);
      return note;
    },
  };
}
