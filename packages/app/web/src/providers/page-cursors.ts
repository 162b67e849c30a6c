/**
 * react-admin asks for pages by number; the API walks by cursor. This remembers, for each list (resource, filter,
 * order and page size), the cursor at which each page begins.
 */
export class PageCursors {
  readonly #lists = new Map<string, Map<number, string>>();

  /** How many lists are remembered; the oldest goes first. */
  static readonly LIMIT = 50;

  /** The closest page at or before `page` whose beginning is known, and its cursor. Page 1 begins without one. */
  closest(list: string, page: number): { readonly page: number; readonly cursor: string | null } {
    const known = this.#lists.get(list);
    for (let candidate = page; candidate > 1; candidate -= 1) {
      const cursor = known?.get(candidate);
      if (cursor) return { page: candidate, cursor };
    }
    return { page: 1, cursor: null };
  }

  remember(list: string, page: number, cursor: string): void {
    const known = this.#lists.get(list) ?? new Map<number, string>();
    known.set(page, cursor);
    this.#lists.delete(list);
    this.#lists.set(list, known);
    const [oldest] = this.#lists.keys();
    if (this.#lists.size > PageCursors.LIMIT && oldest !== undefined) this.#lists.delete(oldest);
  }
}
