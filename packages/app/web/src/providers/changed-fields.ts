type Fields = Readonly<Record<string, unknown>>;

/** The fields of `next` that differ from `previous`. react-admin turns an emptied text into null; so does this. */
export const changedFields = (next: Fields, previous: Fields | undefined): Fields =>
  Object.fromEntries(
    Object.entries(next)
      .map(([key, value]) => [key, value === '' ? null : value] as const)
      .filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(previous?.[key] ?? null)),
  );
