/** What every command needs, gives back and is refused with. */
import {
  Refusal,
  type Contributions,
  type Db,
  type Events,
  type Evidence,
  type TenantConfig,
} from '@compliance-os/core';
import type { InstanceRecord } from '../store/instance-record.ts';

export interface CommandDeps {
  readonly db: Db;
  readonly evidence: Evidence;
  readonly events: Events;
  readonly contributions: Contributions;
  readonly config: TenantConfig;
}

export interface CommandResult {
  readonly id: string;
  readonly status: InstanceRecord['status'];
  readonly revision: number;
}

export interface Reason {
  readonly code: string;
  readonly message: string;
}

/** @throws Refusal `COMMAND_REFUSED` with every reason, if there is one */
export const refuse = (record: InstanceRecord, reasons: readonly Reason[]): void => {
  if (reasons.length === 0) return;
  throw new Refusal(
    'COMMAND_REFUSED',
    `${record.form} for ${record.period_label}: ${reasons.map(({ message }) => message).join('; ')}.`,
    reasons.map(({ code, message }) => ({ path: code, message })),
  );
};
