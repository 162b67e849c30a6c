import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { definePlugin, type PluginManifest } from '../plugin/manifest.ts';
import { VARIABLES, Config } from './config.ts';
import { ConfigInvalid, loadConfig } from './load.ts';

const problemsOf = (
  env: Record<string, string>,
  plugins: readonly PluginManifest[] = [],
): readonly string[] => {
  try {
    loadConfig(env, plugins);
    return [];
  } catch (error) {
    return (error as ConfigInvalid).problems;
  }
};

const eway = definePlugin({
  id: 'e-way',
  name: 'E-way',
  version: '1.0.0',
  hostApi: '^1.0.0',
  config: {
    host: z.object({
      apiBase: z.url(),
      retries: z.coerce.number().int().max(9).default(3),
      states: z.array(z.string().length(2)).default([]),
      apiKey: z.string().min(8).optional(),
    }),
  },
});

describe('the configuration of plugins', () => {
  it('is read from the variables that their schemas name', () => {
    const env = {
      PLUGIN_E_WAY_API_BASE: 'https://e.in',
      PLUGIN_E_WAY_RETRIES: '5',
      PLUGIN_E_WAY_STATES: '["27","29"]',
    };
    expect(loadConfig(env, [eway]).plugins).toEqual({
      'e-way': { apiBase: 'https://e.in', retries: 5, states: ['27', '29'] },
    });
  });

  it('is refused with the rest of the configuration, by variable and path, and no secret is repeated', () => {
    const env = {
      PORT: 'x',
      PLUGIN_E_WAY_RETRIES: '12',
      PLUGIN_E_WAY_STATES: '["27","280"]',
      PLUGIN_E_WAY_API_KEY: 'hush',
      PLUGIN_E_WAY_APIBASE: 'https://e.in',
    };
    expect(problemsOf(env, [eway])).toEqual([
      'PORT (http.port): expected number, received "x"',
      'PLUGIN_E_WAY_API_BASE (e-way.apiBase): expected string, received nothing',
      'PLUGIN_E_WAY_RETRIES (e-way.retries): expected at most 9, received "12"',
      'PLUGIN_E_WAY_STATES (e-way.states.1): expected at most 2, received "280"',
      'PLUGIN_E_WAY_API_KEY (e-way.apiKey): expected at least 8, received a value that does not fit',
      'PLUGIN_E_WAY_APIBASE: expected a variable that a plugin asks for, received one that none does; did you mean PLUGIN_E_WAY_API_BASE?',
    ]);
  });

  it("of a plugin that is not installed is nobody's business", () => {
    expect(problemsOf({ PLUGIN_GONE_KEY: 'x' }, [])).toEqual([]);
  });
});

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
