import { describe, expect, it } from 'vitest';
import { VARIABLES, Config } from './config.ts';
import { ConfigInvalid, loadConfig } from './load.ts';

const problemsOf = (env: Record<string, string>): readonly string[] => {
  try {
    loadConfig(env);
    return [];
  } catch (error) {
    return (error as ConfigInvalid).problems;
  }
};

describe('loadConfig', () => {
  it('serves one company on one machine when nothing is set', () => {
    expect(loadConfig({})).toMatchObject({
      mode: 'embedded',
      http: { port: 7007, host: '127.0.0.1' },
      database: { folder: '.data/database' },
      evidence: { maxBytes: 10 * 1024 * 1024, retentionYears: 8 },
    });
  });

  it.each([
    [{ PORT: 'http' }, 'PORT (http.port): expected number, received "http"'],
    [{ PORT: '70000' }, 'PORT (http.port): expected at most 65535, received "70000"'],
    [
      { COMPLIANCE_OS_MODE: 'prod' },
      'COMPLIANCE_OS_MODE (mode): expected "embedded" or "production", received "prod"',
    ],
    [
      { LOG_LEVEL: 'loud' },
      'LOG_LEVEL (log.level): expected "trace" or "debug" or "info" or "warn" or "error" or "fatal" or "silent", received "loud"',
    ],
    [
      { ACCESS_TOKEN_SECONDS: '90000' },
      'ACCESS_TOKEN_SECONDS (identity.accessTokenSeconds): expected at most 86400, received a value that does not fit',
    ],
    [
      { CORS_ORIGINS: 'https://a.in,b.in' },
      'CORS_ORIGINS (http.corsOrigins.1): expected an address that begins with http:// or https://, received "b.in"',
    ],
    [{ S3_REGION: 'ap-south-1' }, 'S3_BUCKET (evidence.s3.bucket): expected string, received nothing'],
  ])('names the variable, its path, what was expected and what came: %j', (env, problem) => {
    expect(problemsOf(env)).toEqual([problem]);
  });

  it('repeats no secret', () => {
    for (const [variable, value] of [
      ['DATABASE_URL', 'mysql://owner:hunter2@db'],
      ['REDIS_URL', 'hunter2'],
      ['MASTER_KEY', 'hunter2'],
      ['DATABASE_OWNER_URL', 'hunter2'],
    ] as const) {
      const [problem, ...more] = problemsOf({ [variable]: value });
      expect(more).toEqual([]);
      expect(problem).toContain(variable);
      expect(problem).not.toContain('hunter2');
    }
  });

  it('reports all at once', () => {
    expect(problemsOf({ PORT: 'x', LOG_LEVEL: 'y', JOBS_SWEEP_MS: '1' })).toHaveLength(3);
  });

  it('lists in production mode everything that is missing', () => {
    expect(problemsOf({ COMPLIANCE_OS_MODE: 'production' })).toEqual([
      'DATABASE_URL: expected the address of PostgreSQL in production mode, received nothing',
      'REDIS_URL: expected the address of Redis in production mode, received nothing',
      'MASTER_KEY: expected 32 bytes in base64 in production mode, received nothing',
      'PUBLIC_URL: expected the address that browsers use in production mode, received nothing',
    ]);
  });

  it('takes an empty variable for one that is not set', () => {
    expect(loadConfig({ DATABASE_URL: '', PORT: '' }).http.port).toBe(7007);
  });

  it('has a path for every variable', () => {
    const has = (path: string): boolean => {
      let node: unknown = Config;
      for (const key of path.split('.')) {
        while (node && typeof node === 'object' && 'unwrap' in node)
          node = (node as { unwrap: () => unknown }).unwrap();
        node = (node as { shape?: Record<string, unknown> } | undefined)?.shape?.[key];
      }
      return node !== undefined;
    };
    expect(Object.entries(VARIABLES).filter(([, path]) => !has(path))).toEqual([]);
  });
});
