type Known<T> = { answer: T; until: number };
type Question = { key: string; outdated: boolean };

/**
 * Answers of the forge, each believed for a while. Whoever hears that one has
 * changed forgets it; that holds for one that is under way as well, which may
 * have been given before the change.
 */
export class AnswerMemory<T> {
  private known = new Map<string, Known<T>>();
  private readonly underWay = new Set<Question>();

  constructor(private readonly now: () => number) {}

  /** The answer that is still believed, else a new one. */
  async ask(
    key: string,
    read: () => Promise<{
      answer: T;
      /** How long it is believed without asking again; milliseconds. */
      memory: number;
    }>,
  ): Promise<T> {
    const known = this.known.get(key);
    if (known && this.now() < known.until) {
      return known.answer;
    }
    const question: Question = { key, outdated: false };
    this.underWay.add(question);
    try {
      const { answer, memory } = await read();
      const until = question.outdated ? 0 : this.now() + memory;
      this.known.set(key, { answer, until });
      return answer;
    } finally {
      this.underWay.delete(question);
    }
  }

  /** The last answer, believed or not. */
  last(key: string): T | undefined {
    return this.known.get(key)?.answer;
  }

  /** What is asked next is asked anew: one answer, or every one. */
  forget(key?: string): void {
    for (const question of this.underWay) {
      question.outdated ||= key === undefined || question.key === key;
    }
    for (const [each, known] of this.known) {
      if (key === undefined || each === key) {
        known.until = 0;
      }
    }
  }

  /** Drops the answers that nobody will ask for again. */
  keepOnly(keys: ReadonlySet<string>): void {
    this.known = new Map([...this.known].filter(([key]) => keys.has(key)));
  }
}
