/** An error answer of S3: the code clients match on, with its HTTP status. */
export class S3Error extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, status: number, message = code) {
    super(message);
    this.name = 'S3Error';
    this.code = code;
    this.status = status;
  }
}
