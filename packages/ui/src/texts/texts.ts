/** A plugin's English: key → text. `%{name}` stands for a value, `||||` parts one from many (`smart_count`). */
export type EnglishTexts = Readonly<Record<string, string>>;

/** The same texts in another language: every key of the English, and no other. */
export type TextsLike<English extends EnglishTexts> = { readonly [Key in keyof English]: string };

/** `Filed on %{date} by %{name}` → `'date' | 'name'` */
export type ValueNames<Text extends string> = Text extends `${string}%{${infer Name}}${infer Rest}`
  ? Name | ValueNames<Rest>
  : never;

/** What has to be given with a text: nothing where it names no value. */
export type TextValues<Text extends string> = [ValueNames<Text>] extends [never]
  ? [values?: { readonly smart_count: number }]
  : [values: { readonly [Name in ValueNames<Text>]: string | number }];

export type Translate<English extends EnglishTexts> = <Key extends keyof English & string>(
  key: Key,
  ...values: TextValues<English[Key]>
) => string;

/** Texts of all plugins stand side by side, each under its plugin. */
export const textKey = (pluginId: string, key: string): string => `${pluginId}.${key}`;
