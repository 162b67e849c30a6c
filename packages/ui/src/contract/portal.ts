/** `GET /v1/portal`: what is on for the signed-in person's tenant. */
export interface PortalManifest {
  readonly tenant: { readonly id: string; readonly name: string };
  /** The server's IST date, `YYYY-MM-DD`. Screens never ask the browser's clock for business time. */
  readonly today: string;
  readonly permissions: readonly string[];
  readonly plugins: Readonly<Record<string, PortalPlugin>>;
  readonly mode: 'embedded' | 'production';
}

export interface PortalPlugin {
  readonly enabled: boolean;
  readonly name?: string;
  readonly version: string;
  readonly state: 'ready' | 'quarantined';
  /** Why a quarantined plugin does not serve. */
  readonly reason?: string | undefined;
  readonly ui?: { readonly entry?: string | undefined; readonly slots?: readonly string[] } | undefined;
}
