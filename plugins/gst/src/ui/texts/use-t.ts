import { createUseT } from '@compliance-os/ui';
import english from './en.ts';

export const useT = createUseT('gst', english);

export type TextKey = keyof typeof english;
