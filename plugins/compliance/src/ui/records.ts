import type { z } from 'zod';
import type * as api from '../api/index.ts';

/** What the panels read and send, from the plugin's own schemas: types only. Dates are IST calendar dates. */

export type Registration = z.input<typeof api.RegistrationItem>;
export type RegistrationType = z.input<typeof api.RegistrationTypes>['items'][number];
export type NewRegistration = z.input<typeof api.NewRegistration>;
export type Fact = Registration['facts'][number];
export type FactValue = Fact['value'];
export type NewFact = z.input<typeof api.NewFact>;
export type Occurrence = z.input<typeof api.OccurrenceItem>;
export type EventName = z.input<typeof api.EventNames>['items'][number];
export type ApplicabilityReply = z.input<typeof api.ApplicabilityReply>;
export type Applicability = ApplicabilityReply['items'][number];
export type Master = z.input<typeof api.MasterItem>;
export type MasterDetail = z.input<typeof api.MasterDetail>;
export type Extension = Omit<z.input<typeof api.ExtensionItem>, 'notification'> & {
  readonly notification: Notification;
};
export type ExtensionPreview = z.input<typeof api.ExtensionPreview>;
export type KnownNotification = Omit<
  z.input<typeof api.KnownNotifications>['items'][number],
  'notification'
> & { readonly notification: Notification };
export type Notification = z.input<typeof api.NotificationInput>['notification'];

export interface Listed<T> {
  readonly items: readonly T[];
}
