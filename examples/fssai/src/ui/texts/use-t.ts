import { createUseT } from '@compliance-os/ui';
import english from './en.ts';

export const useT = createUseT('fssai', english);
