import { pluginToken, type Context } from '@compliance-os/core';
import type { FactValue } from '../domain/index.ts';

/** One obligation as other plugins may read it. Dates are IST calendar dates. */
export interface InstanceView {
  readonly id: string;
  readonly masterCode: string;
  readonly form: string;
  readonly family: string;
  readonly entityId: string;
  readonly entityName: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly subjectLabel: string;
  readonly period: string;
  readonly periodLabel: string;
  readonly periodFrom: string;
  readonly periodTo: string;
  /** the date to work by, null while an event is awaited */
  readonly dueDate: string | null;
  readonly status: string;
  /** nothing is owed any more; false too where the portal refused what was filed */
  readonly settled: boolean;
  readonly rag: string;
}

export interface RegistrationView {
  readonly id: string;
  readonly entityId: string;
  readonly type: string;
  readonly number: string;
  readonly stateCode: string | null;
  readonly from: string;
  readonly to: string | null;
}

export interface StatedFact {
  readonly field: string;
  /** null: recorded as not known */
  readonly value: FactValue | null;
  readonly from: string;
  readonly to: string | null;
  readonly source: string;
}

/** A registration with what is stated about it, of every day. */
export interface StatedRegistration extends RegistrationView {
  readonly entityName: string;
  readonly facts: readonly StatedFact[];
}

/** Reads for other plugins. All of them stay within the reach of the context's actor. */
export interface Instances {
  get(ctx: Context, id: string): Promise<InstanceView | undefined>;
  ofSubject(ctx: Context, subjectId: string): Promise<readonly InstanceView[]>;
  registration(ctx: Context, id: string): Promise<RegistrationView | undefined>;
}

export const instances = pluginToken<Instances>('compliance.instances');

/** Registrations for the plugin that brought their type; within the reach of the context's actor. */
export interface Registrations {
  /** By number, however many there are. */
  ofType(ctx: Context, type: string): Promise<readonly StatedRegistration[]>;
}

export const registrations = pluginToken<Registrations>('compliance.registrations');
