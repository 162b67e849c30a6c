/** The response's CSP nonce, for libraries that add their own style elements. */
export const cspNonce = (): string | undefined =>
  document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce || undefined;
