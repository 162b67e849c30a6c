/** What this page reads of an OpenAPI 3.1 document. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
}

export interface Parameter {
  readonly in: 'path' | 'query' | 'header';
  readonly name: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema: Schema;
}

export interface Content {
  readonly description?: string;
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>;
}

interface DescribedOperation {
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly tags: readonly [string];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Content>>;
  readonly 'x-permission'?: string;
}

export interface ProblemCode {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly plugin: string;
}

export interface ApiDocument {
  readonly info: { readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, DescribedOperation>>>>;
  readonly components: { readonly schemas?: Readonly<Record<string, Schema>> };
  readonly 'x-problems': readonly ProblemCode[];
}

/** One operation as a reader looks for it. */
export interface Operation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  /** Name of the plugin, and what of it: the first part of the address. */
  readonly plugin: string;
  readonly group: string;
  /** Undefined where it is open to everybody; then `note` says why. */
  readonly permission: string | undefined;
  readonly note: string;
  readonly parameters: readonly Parameter[];
  readonly body: Content | undefined;
  readonly responses: readonly (readonly [status: string, Content])[];
}

/** `/v1/gst/instances/{id}` of plugin GST belongs to `instances`; core has no part of its own in the address. */
const groupOf = (id: string, path: string): string => {
  const [, , first = '', second = ''] = path.split('/');
  return id.startsWith('core-') ? first : second;
};

export const operationsOf = ({ paths }: ApiDocument): readonly Operation[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, it]) => ({
      id: it.operationId,
      method: method.toUpperCase(),
      path,
      summary: it.summary,
      plugin: it.tags[0],
      group: groupOf(it.operationId, path),
      permission: it['x-permission'],
      note: it['x-permission'] ? '' : (it.description ?? ''),
      parameters: it.parameters ?? [],
      body: it.requestBody,
      responses: Object.entries(it.responses),
    })),
  );

/** Operations of which every word of the text is said somewhere. */
export const matching = (operations: readonly Operation[], text: string): readonly Operation[] => {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return operations.filter((it) => {
    const said = [it.method, it.path, it.summary, it.plugin, it.permission].join(' ').toLowerCase();
    return words.every((word) => said.includes(word));
  });
};
