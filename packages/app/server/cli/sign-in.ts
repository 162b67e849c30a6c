import { PortalClient } from '../client/portal-client.ts';
import { UsageError } from './usage.ts';

export const SIGN_IN_USAGE = `  --url      the running portal; http://localhost:7007 by default
  who acts is read from the variables COMPLIANCE_OS_EMAIL and COMPLIANCE_OS_PASSWORD`;

/** Signs in to a running portal as the person whom the environment names. */
export const signIn = async (url = 'http://localhost:7007'): Promise<PortalClient> => {
  const { COMPLIANCE_OS_EMAIL: email, COMPLIANCE_OS_PASSWORD: password } = process.env;
  if (!email || !password)
    throw new UsageError('COMPLIANCE_OS_EMAIL, COMPLIANCE_OS_PASSWORD: expected who acts, received nothing');
  return PortalClient.signIn({ url, email, password });
};
