/** Puts a stream of bytes together to lines. One that grows beyond the most is a reason to end the sender. */
export class Lines {
  readonly #mostBytes: number;
  #parts: Buffer[] = [];
  #size = 0;

  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
  }

  /** @returns the lines that are complete by now. @throws LineTooLong */
  push(chunk: Buffer): string[] {
    const lines: string[] = [];
    let rest = chunk;
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      this.#add(rest.subarray(0, end));
      lines.push(Buffer.concat(this.#parts).toString());
      this.#parts = [];
      this.#size = 0;
      rest = rest.subarray(end + 1);
    }
    if (rest.length > 0) this.#add(Buffer.from(rest));
    return lines;
  }

  #add(part: Buffer): void {
    this.#size += part.length;
    if (this.#size > this.#mostBytes) throw new LineTooLong(this.#mostBytes);
    this.#parts.push(part);
  }
}

export class LineTooLong extends Error {
  constructor(mostBytes: number) {
    super(`a message is longer than ${mostBytes} bytes`);
  }
}
