/** What each route takes, gives and needs: read by its definition and by its handler. */
import {
  cache,
  contributions,
  db,
  entities,
  events,
  evidence,
  idParams,
  jobs,
  tenantConfig,
} from '@compliance-os/core';
import { z } from 'zod';
import { ApplicabilityQuery, ApplicabilityReply } from './applicability.ts';
import {
  Assignment,
  AssignmentReply,
  BulkCommand,
  BulkReply,
  CommandReply,
  InstanceCommand,
} from './commands.ts';
import {
  ExtensionItem,
  ExtensionPage,
  ExtensionPreview,
  ExtensionQuery,
  ExtensionReversal,
  KnownNotifications,
  NotificationInput,
} from './extensions.ts';
import { GenerationPreview, GenerationRequest, GenerationRun } from './generation.ts';
import { ImportBody, ImportCommitted, ImportPreview } from './imports.ts';
import {
  FacetQuery,
  Facets,
  InstanceDetail,
  InstancePage,
  InstanceQuery,
  SubmissionChange,
} from './instances.ts';
import { MasterDetail, MasterItem, MasterPage, MasterParams, MasterQuery, NewMaster } from './masters.ts';
import { Calendar, CalendarQuery, Dashboard, DashboardQuery, SearchQuery, SearchReply } from './overview.ts';
import {
  EventNames,
  NewOccurrence,
  OccurrenceChange,
  OccurrenceItem,
  OccurrencePage,
  OccurrenceQuery,
} from './occurrences.ts';
import { Allocations, NewPayment, PaymentItem, PaymentPage, PaymentQuery } from './payments.ts';
import {
  FactChange,
  FactItem,
  FactList,
  FactQuery,
  NewFact,
  NewRegistration,
  RegistrationChange,
  RegistrationItem,
  RegistrationPage,
  RegistrationQuery,
  RegistrationTypes,
} from './registrations.ts';
import {
  NewPerson,
  NewPlace,
  Onboarding,
  OnboardingReply,
  PersonChange,
  PersonItem,
  PersonPage,
  PersonQuery,
  PlaceChange,
  PlaceItem,
  PlacePage,
  PlaceQuery,
} from './subjects.ts';

const law = { db, contributions };
const steps = { db, evidence, events, contributions, config: tenantConfig };

export const listRegistrations = { query: RegistrationQuery, reply: RegistrationPage, deps: law };
export const showRegistration = { params: idParams, reply: RegistrationItem, deps: law };
export const addRegistration = { body: NewRegistration, reply: RegistrationItem, deps: { ...law, entities } };
export const changeRegistration = {
  params: idParams,
  body: RegistrationChange,
  reply: RegistrationItem,
  deps: law,
};
export const removeRegistration = { params: idParams, deps: { db } };
export const listRegistrationTypes = { reply: RegistrationTypes, deps: { contributions } };

export const listFacts = { query: FactQuery, reply: FactList, deps: { db } };
export const addFact = { body: NewFact, reply: FactItem, deps: law };
export const changeFact = { params: idParams, body: FactChange, reply: FactItem, deps: law };
export const removeFact = { params: idParams, deps: { db } };

export const listEventNames = { reply: EventNames, deps: law };
export const listOccurrences = { query: OccurrenceQuery, reply: OccurrencePage, deps: { db } };
export const addOccurrence = { body: NewOccurrence, reply: OccurrenceItem, deps: law };
export const changeOccurrence = {
  params: idParams,
  body: OccurrenceChange,
  reply: OccurrenceItem,
  deps: { db },
};
export const withdrawOccurrence = { params: idParams, deps: { db } };

export const previewImport = { body: ImportBody, reply: ImportPreview, deps: { ...law, entities } };
export const commitImport = { body: ImportBody, reply: ImportCommitted, deps: { ...law, entities } };

export const showApplicability = { query: ApplicabilityQuery, reply: ApplicabilityReply, deps: law };
export const previewGeneration = {
  body: GenerationRequest,
  reply: GenerationPreview,
  deps: { ...law, evidence },
};
export const runGeneration = {
  body: GenerationRequest,
  reply: GenerationRun,
  deps: { ...law, evidence, jobs, events, config: tenantConfig },
};

export const listInstances = { query: InstanceQuery, reply: InstancePage, deps: law };
export const showInstance = {
  params: idParams,
  reply: InstanceDetail,
  deps: { db, evidence, contributions, config: tenantConfig },
};
export const commandInstance = { params: idParams, body: InstanceCommand, reply: CommandReply, deps: steps };
export const commandInstances = { body: BulkCommand, reply: BulkReply, deps: steps };
export const assignInstances = { body: Assignment, reply: AssignmentReply, deps: { db } };
export const changeSubmission = {
  params: idParams,
  body: SubmissionChange,
  reply: z.object({ instanceId: z.uuid() }),
  deps: law,
};

export const showFacets = { query: FacetQuery, reply: Facets, deps: law };
export const showDashboard = { query: DashboardQuery, reply: Dashboard, deps: { ...law, cache } };
export const showCalendar = { query: CalendarQuery, reply: Calendar, deps: law };
export const search = { query: SearchQuery, reply: SearchReply, deps: law };

export const listMasters = { query: MasterQuery, reply: MasterPage, deps: law };
export const showMaster = { params: MasterParams, reply: MasterDetail, deps: law };
export const addMaster = { body: NewMaster, reply: MasterItem, deps: law };

export const listExtensions = { query: ExtensionQuery, reply: ExtensionPage, deps: { db } };
export const listNotifications = { reply: KnownNotifications, deps: law };
export const previewExtension = { body: NotificationInput, reply: ExtensionPreview, deps: { db } };
export const applyExtension = {
  body: NotificationInput,
  reply: ExtensionItem,
  deps: { ...law, events, config: tenantConfig },
};
export const reverseExtension = {
  params: idParams,
  body: ExtensionReversal,
  reply: ExtensionItem,
  deps: { ...law, events, config: tenantConfig },
};

export const listPayments = { query: PaymentQuery, reply: PaymentPage, deps: { db } };
export const addPayment = { body: NewPayment, reply: PaymentItem, deps: { db } };
export const allocatePayment = { params: idParams, body: Allocations, reply: PaymentItem, deps: { db } };

export const listPlaces = { query: PlaceQuery, reply: PlacePage, deps: { db } };
export const addPlace = { body: NewPlace, reply: PlaceItem, deps: { db } };
export const changePlace = { params: idParams, body: PlaceChange, reply: PlaceItem, deps: { db } };
export const listPersons = { query: PersonQuery, reply: PersonPage, deps: { db } };
export const addPerson = { body: NewPerson, reply: PersonItem, deps: { db } };
export const changePerson = { params: idParams, body: PersonChange, reply: PersonItem, deps: { db } };
export const setOnboarding = { body: Onboarding, reply: OnboardingReply, deps: law };
