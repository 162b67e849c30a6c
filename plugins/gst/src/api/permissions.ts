import { permission } from '@compliance-os/core';

export const PERMISSIONS = [
  permission('gst.registration.read', 'See what a GSTIN says and which returns wait for each other'),
];
