import type { QueryValue } from '../api/page.ts';

/** Addresses of the screens. Filters live in the address, so that a list can be bookmarked and sent. */

export const toObligations = (filter: Readonly<Record<string, QueryValue>> = {}): string =>
  Object.keys(filter).length === 0
    ? '/obligations'
    : `/obligations?filter=${encodeURIComponent(JSON.stringify(filter))}`;

export const toObligation = (id: string): string => `/obligations/${encodeURIComponent(id)}/show`;
export const toEntity = (id: string): string => `/entities/${encodeURIComponent(id)}/show`;
export const toEvidence = (id: string): string => `/evidence/${encodeURIComponent(id)}/show`;
export const toPluginPage = (pluginId: string, path: string): string => `/x/${pluginId}/${path}`;
