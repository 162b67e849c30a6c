import type { IncomingHttpHeaders } from 'node:http';
import { finished, type Readable } from 'node:stream';
import busboy, { type Busboy } from 'busboy';
import { EvidenceTooLarge, UploadAborted, UploadInvalid } from './errors.ts';
import { receive, type IntakeRules, type StagedFile } from './receive.ts';

export interface UploadRules extends IntakeRules {
  /** Name of the form field that carries the file; `file` by default. */
  readonly fileField?: string | undefined;
}

export interface ReceivedUpload {
  readonly file: StagedFile;
  /** The other form fields, each at most 64 KiB. */
  readonly fields: Readonly<Record<string, string>>;
}

/** A request, or anything with headers and a body. */
export type UploadRequest = Readable & { readonly headers: IncomingHttpHeaders };

const MOST_FIELDS = 20;
const MOST_FIELD_BYTES = 65_536;
/** What boundaries, part headers and fields may add to the file before a declared length is refused unread. */
const OVERHEAD_BYTES = 2 * 1024 * 1024;

/**
 * Reads `multipart/form-data` with one file and a few small fields. Throws UploadInvalid or whatever `receive` throws;
 * then nothing stays on disk and the rest of the request is drained, so that an answer can reach the sender.
 */
export async function receiveUpload(request: UploadRequest, rules: UploadRules): Promise<ReceivedUpload> {
  const declared = Number(request.headers['content-length'] ?? 0);
  if (declared > rules.maxBytes + OVERHEAD_BYTES) {
    request.resume();
    throw new EvidenceTooLarge('upload', rules.maxBytes, `a request of ${declared} bytes`);
  }
  return await new UploadReader(request, rules).read();
}

class UploadReader {
  readonly #request: UploadRequest;
  readonly #rules: UploadRules;
  readonly #fileField: string;
  readonly #fields = new Map<string, string>();
  readonly #parsed = Promise.withResolvers<void>();
  #file: Promise<StagedFile> | undefined;

  constructor(request: UploadRequest, rules: UploadRules) {
    this.#request = request;
    this.#rules = rules;
    this.#fileField = rules.fileField ?? 'file';
  }

  async read(): Promise<ReceivedUpload> {
    const parser = this.#createParser();
    finished(this.#request, { writable: false }, (error) => {
      if (error) this.#parsed.reject(new UploadAborted('upload', { cause: error }));
    });
    this.#request.pipe(parser);
    try {
      await this.#parsed.promise;
      const file = await this.#file;
      if (file === undefined) throw new UploadInvalid(this.#fileField, 'one file', 'none');
      return { file, fields: Object.fromEntries(this.#fields) };
    } catch (error) {
      this.#request.unpipe(parser);
      parser.destroy();
      this.#request.resume();
      await this.#file?.then(
        (file) => file.dispose(),
        () => undefined,
      );
      throw error;
    }
  }

  #createParser(): Busboy {
    const limits = { files: 1, fields: MOST_FIELDS, fieldSize: MOST_FIELD_BYTES, parts: MOST_FIELDS + 1 };
    const parser = this.#open(limits);
    const fail = (field: string, expected: string, received: string): void =>
      this.#parsed.reject(new UploadInvalid(field, expected, received));
    return parser
      .on('file', (field, stream, { filename, mimeType }) => {
        // The stream outlives our interest in it when the upload fails; its last error is then nobody's.
        stream.on('error', () => undefined);
        if (field !== this.#fileField)
          return fail(field, `a file in the field ${this.#fileField}`, 'another field');
        this.#file = receive(stream, { ...this.#rules, fileName: filename ?? '', declaredType: mimeType });
        this.#file.catch((error: unknown) => this.#parsed.reject(error));
      })
      .on('field', (field, value, { nameTruncated, valueTruncated }) => {
        if (nameTruncated || valueTruncated) return fail(field, `at most ${MOST_FIELD_BYTES} bytes`, 'more');
        this.#fields.set(field, value);
      })
      .on('filesLimit', () => fail(this.#fileField, 'one file', 'more than one'))
      .on('fieldsLimit', () => fail('fields', `at most ${MOST_FIELDS} fields`, 'more'))
      .on('partsLimit', () => fail('fields', `at most ${MOST_FIELDS} fields`, 'more'))
      .on('error', (error) => fail('body', 'well-formed multipart/form-data', String(error)))
      .on('close', () => this.#parsed.resolve());
  }

  #open(limits: busboy.Limits): Busboy {
    try {
      return busboy({ headers: this.#request.headers, limits, defParamCharset: 'utf8' });
    } catch (error) {
      this.#request.resume();
      const received = this.#request.headers['content-type'] ?? 'no content type';
      throw new UploadInvalid('content-type', 'multipart/form-data with a boundary', received, {
        cause: error,
      });
    }
  }
}
