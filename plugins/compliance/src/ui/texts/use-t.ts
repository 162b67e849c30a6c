import { createUseT } from '@compliance-os/ui';
import english from './en.ts';

export const useT = createUseT('compliance', english);

export type TextKey = keyof typeof english;
