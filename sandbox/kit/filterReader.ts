/** Reads the tokens of a filter from the left: words, marks, and how `or` and `and` bind. */
export interface FilterToken {
  kind: string;
  value: string;
}

type Test<R> = (row: R) => boolean;

export class FilterReader<T extends FilterToken> {
  private at = 0;

  /** @param refusal what is thrown @param tooEarly its words where a token is wanted and there is none */
  constructor(
    private readonly tokens: readonly T[],
    private readonly refusal: (words: string) => Error,
    private readonly tooEarly: string,
  ) {}

  /** The token that comes next, or one behind it; undefined beyond the end. */
  peek(ahead = 0): T | undefined {
    return this.tokens[this.at + ahead];
  }

  skip(): void {
    this.at += 1;
  }

  isMark(value: string): boolean {
    return this.peek()?.kind === 'mark' && this.peek()?.value === value;
  }

  isWord(value: string): boolean {
    return this.peek()?.kind === 'word' && this.peek()?.value.toLowerCase() === value;
  }

  next(): T {
    const token = this.peek();
    if (!token) throw this.refusal(this.tooEarly);
    this.skip();
    return token;
  }

  mark(value: string): void {
    if (!this.isMark(value)) throw this.refusal(`'${value}' expected in the filter.`);
    this.skip();
  }

  /** Conditions that `single` reads, joined by `and` and, looser, by `or`. */
  any<R>(single: () => Test<R>): Test<R> {
    const parts = this.joined<R>('or', () => {
      const demands = this.joined<R>('and', single);
      return demands.length === 1 ? (demands[0] as Test<R>) : (row) => demands.every((part) => part(row));
    });
    return parts.length === 1 ? (parts[0] as Test<R>) : (row) => parts.some((part) => part(row));
  }

  private joined<R>(word: string, read: () => Test<R>): Array<Test<R>> {
    const parts = [read()];
    while (this.isWord(word)) {
      this.skip();
      parts.push(read());
    }
    return parts;
  }
}
