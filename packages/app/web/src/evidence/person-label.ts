/** A person in a record: by name, or by what the API knows of one. */
export const personLabel = (person: string | { readonly name: string } | null): string | null =>
  typeof person === 'string' ? person : (person?.name ?? null);
