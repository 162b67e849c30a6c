export { startS3, type S3Options, type S3Simulator } from './server.ts';
export type { S3Credentials } from './signature.ts';
