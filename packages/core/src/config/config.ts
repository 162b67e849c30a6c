import { z } from 'zod';

const url = (...schemes: string[]) =>
  z.string().refine((value) => schemes.some((scheme) => value.startsWith(`${scheme}://`)), {
    error: `expected an address that begins with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`,
  });

const seconds = (fallback: number, most: number) =>
  z.coerce.number().int().min(1).max(most).default(fallback);

/**
 * The host's configuration. Each leaf names the environment variable that sets it; what is not set has the
 * value that suits one company on one machine: embedded database, files in a folder.
 */
export const Config = z.object({
  mode: z.enum(['embedded', 'production']).default('embedded'),
  http: z.object({
    port: z.coerce.number().int().min(0).max(65535).default(7007),
    host: z.string().default('127.0.0.1'),
    /** address that browsers use; its scheme decides about secure cookies */
    publicUrl: url('http', 'https').optional(),
    corsOrigins: z.array(url('http', 'https')).default([]),
    /** proxies in front, whose forwarded address is believed */
    trustedProxies: z.coerce.number().int().min(0).default(0),
    /** what a scraper of `/metrics` has to bring; open to everybody without one */
    metricsToken: z.string().min(16).optional(),
    handlerTimeoutMs: z.coerce.number().int().min(100).default(30_000),
  }),
  database: z.object({
    /** role that serves: no superuser, owner of nothing */
    url: url('postgres', 'postgresql').optional(),
    /** role that owns the schemas; needed by `migrate` only */
    ownerUrl: url('postgres', 'postgresql').optional(),
    /** replica for reports */
    reportUrl: url('postgres', 'postgresql').optional(),
    folder: z.string().default('.data/database'),
    pool: z.coerce.number().int().min(2).max(200).default(10),
  }),
  redis: z.object({ url: url('redis', 'rediss').optional() }),
  evidence: z.object({
    folder: z.string().default('.data/evidence'),
    maxBytes: z.coerce
      .number()
      .int()
      .min(1024)
      .default(10 * 1024 * 1024),
    s3: z
      .object({
        bucket: z.string(),
        region: z.string().default('ap-south-1'),
        endpoint: url('http', 'https').optional(),
        accessKeyId: z.string().optional(),
        secretAccessKey: z.string().optional(),
        forcePathStyle: z.stringbool().default(false),
        cdnUrl: url('http', 'https').optional(),
        /** encryption at rest: by S3's own key, or by one of KMS */
        sse: z.enum(['AES256', 'aws:kms']).optional(),
        kmsKeyId: z.string().optional(),
      })
      .refine(({ sse, kmsKeyId }) => (sse === 'aws:kms') === (kmsKeyId !== undefined), {
        error: 'expected S3_KMS_KEY_ID with S3_SSE=aws:kms, and only with it',
        path: ['sse'],
      })
      .optional(),
    /** `host:port`, or the path of a socket */
    clamav: z.union([z.string().regex(/^[\w.-]+:\d+$/), z.string().startsWith('/')]).optional(),
    retentionYears: z.coerce.number().int().min(1).default(8),
  }),
  identity: z.object({
    accessTokenSeconds: seconds(600, 86_400),
    refreshTokenSeconds: seconds(7 * 86_400, 30 * 86_400),
    /** 32 bytes in base64: encrypts the signing keys at rest */
    masterKey: z
      .string()
      .refine((value) => Buffer.from(value, 'base64').length === 32, { error: 'expected 32 bytes in base64' })
      .optional(),
  }),
  mail: z
    .object({
      /** where mails are handed over; without it they are kept */
      smtpUrl: url('smtp', 'smtps').optional(),
      /** sender: an address, or a name with one */
      from: z
        .string()
        .regex(/^(?:[^<>@]+<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/)
        .optional(),
    })
    .refine(({ smtpUrl, from }) => (smtpUrl === undefined) === (from === undefined), {
      error: 'expected SMTP_URL and MAIL_FROM together',
      path: ['from'],
    }),
  limits: z.object({
    tenantPerMinute: z.coerce.number().int().min(1).default(1200),
    /** everything that one address asks for: an office behind it is one address */
    addressPerMinute: z.coerce.number().int().min(1).default(3000),
    /** of that, what is open to everybody, and failed attempts to sign in */
    guestPerMinute: z.coerce.number().int().min(1).default(120),
    /** requests to one plugin that a process has under way */
    pluginRequests: z.coerce.number().int().min(1).default(100),
  }),
  jobs: z.object({
    concurrency: z.coerce.number().int().min(1).max(100).default(5),
    perTenant: z.coerce.number().int().min(1).default(50),
    /** jobs of one plugin that a process runs at once; four fifths of them all where nothing is said */
    perPlugin: z.coerce.number().int().min(1).optional(),
    sweepMs: z.coerce.number().int().min(100).default(5_000),
  }),
  /** plugins that are installed into the portal, beside those it is built with */
  installation: z
    .object({
      /** `plugins` beside the folder of the embedded database, unless said otherwise */
      folder: z.string().optional(),
      /** the operator's list of keys and revocations; `trust.json` in the folder, unless said otherwise */
      trustFile: z.string().optional(),
      /** JSON file of the operator's sets of plugins */
      bundlesFile: z.string().optional(),
      /** runs packages that nobody has signed */
      allowUnsigned: z.stringbool().default(false),
    })
    .prefault({}),
  /** plugin → what its `config.host` asks for, from `PLUGIN_<ID>_<KEY>` */
  plugins: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
  log: z.object({
    level: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  }),
});
export type Config = z.infer<typeof Config>;

/** Environment variable → path in the configuration. Whatever is not here is not read. */
export const VARIABLES: Readonly<Record<string, string>> = {
  COMPLIANCE_OS_MODE: 'mode',
  PORT: 'http.port',
  HOST: 'http.host',
  PUBLIC_URL: 'http.publicUrl',
  CORS_ORIGINS: 'http.corsOrigins',
  TRUSTED_PROXIES: 'http.trustedProxies',
  METRICS_TOKEN: 'http.metricsToken',
  HANDLER_TIMEOUT_MS: 'http.handlerTimeoutMs',
  DATABASE_URL: 'database.url',
  DATABASE_OWNER_URL: 'database.ownerUrl',
  DATABASE_REPORT_URL: 'database.reportUrl',
  DATABASE_FOLDER: 'database.folder',
  DATABASE_POOL: 'database.pool',
  REDIS_URL: 'redis.url',
  EVIDENCE_FOLDER: 'evidence.folder',
  EVIDENCE_MAX_BYTES: 'evidence.maxBytes',
  EVIDENCE_RETENTION_YEARS: 'evidence.retentionYears',
  S3_BUCKET: 'evidence.s3.bucket',
  S3_REGION: 'evidence.s3.region',
  S3_ENDPOINT: 'evidence.s3.endpoint',
  S3_ACCESS_KEY_ID: 'evidence.s3.accessKeyId',
  S3_SECRET_ACCESS_KEY: 'evidence.s3.secretAccessKey',
  S3_FORCE_PATH_STYLE: 'evidence.s3.forcePathStyle',
  CDN_URL: 'evidence.s3.cdnUrl',
  S3_SSE: 'evidence.s3.sse',
  S3_KMS_KEY_ID: 'evidence.s3.kmsKeyId',
  CLAMAV: 'evidence.clamav',
  ACCESS_TOKEN_SECONDS: 'identity.accessTokenSeconds',
  REFRESH_TOKEN_SECONDS: 'identity.refreshTokenSeconds',
  MASTER_KEY: 'identity.masterKey',
  SMTP_URL: 'mail.smtpUrl',
  MAIL_FROM: 'mail.from',
  RATE_LIMIT_TENANT: 'limits.tenantPerMinute',
  RATE_LIMIT_ADDRESS: 'limits.addressPerMinute',
  RATE_LIMIT_GUEST: 'limits.guestPerMinute',
  PLUGIN_REQUESTS: 'limits.pluginRequests',
  JOBS_CONCURRENCY: 'jobs.concurrency',
  JOBS_PER_TENANT: 'jobs.perTenant',
  JOBS_PER_PLUGIN: 'jobs.perPlugin',
  JOBS_SWEEP_MS: 'jobs.sweepMs',
  PLUGINS_FOLDER: 'installation.folder',
  PLUGINS_TRUST: 'installation.trustFile',
  PLUGINS_BUNDLES: 'installation.bundlesFile',
  PLUGINS_ALLOW_UNSIGNED: 'installation.allowUnsigned',
  LOG_LEVEL: 'log.level',
};
