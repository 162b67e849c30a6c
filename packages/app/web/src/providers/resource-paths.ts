/** Where each resource of the back office lives in the API. */
const PATHS: Readonly<Record<string, string>> = {
  obligations: '/v1/compliance/instances',
  registrations: '/v1/compliance/registrations',
  masters: '/v1/compliance/masters',
  extensions: '/v1/compliance/extensions',
  entities: '/v1/entities',
  evidence: '/v1/evidence',
  people: '/v1/people',
  roles: '/v1/roles',
  audit: '/v1/audit',
};

export function pathOf(resource: string): string {
  const path = PATHS[resource];
  if (!path)
    throw new Error(`resource: expected one of ${Object.keys(PATHS).join(', ')}, received "${resource}"`);
  return path;
}
