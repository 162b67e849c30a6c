import type { AccessCatalogue } from '../access/catalogue.ts';
import { accessCatalogue } from '../access/catalogue.ts';
import type { Invalidation } from '../cache/invalidation.ts';
import type { Services } from '../container/container.ts';
import type { Clock } from '../context/clock.ts';
import type { Config } from '../config/config.ts';
import type { PluginDb } from '../db/plugin-db.ts';
import type { RoleDb } from '../db/role-db.ts';
import type { Transactions } from '../db/transactions.ts';
import {
  evidenceScanning,
  evidenceSettings,
  evidenceStore,
  uploadCount,
  type EvidenceSettings,
  type Scanning,
} from '../evidence/contract.ts';
import type { EvidenceStore } from '../evidence/store/index.ts';
import { evidenceSubjects, pluginSubjects } from '../evidence/subjects.ts';
import { authenticator as authenticatorToken } from '../identity/authenticator.ts';
import {
  demoInfo,
  identityConfig,
  invalidation,
  openTransactions,
  type DemoInfo,
  type IdentityConfig,
} from '../identity/bindings.ts';
import { mailer } from '../identity/mailer.ts';
import type { Authenticator } from '../identity/principal.ts';
import type { Circuits } from '../limits/circuits.ts';
import type { Metrics } from '../observability/metrics.ts';
import type { Lifecycle } from '../plugin/lifecycle.ts';
import type { PluginManifest } from '../plugin/manifest.ts';
import type { Enablement } from '../tenancy/enablement.ts';
import { hostLog } from '../mail/host-log.ts';
import { outboxMailer } from '../mail/outbox.ts';
import { mailSettings, type MailSettings } from '../mail/transport.ts';
import type { Logger } from '../observability/logger.ts';
import { coreDb } from '../tenancy/core-db.ts';
import { dataLife } from '../data-life/contract.ts';
import { HostDataLife } from '../data-life/host-data-life.ts';
import type { PluginBundle } from '../tenancy/bundles.ts';
import { HostPluginAdministration } from '../tenancy/host-plugin-administration.ts';
import { pluginAdministration, pluginsOn } from '../tenancy/plugin-administration.ts';
import { coreEvents, coreJobs } from '../evidence/create-service.ts';
import type { EventOutbox } from '../jobs/events.ts';
import type { Outbox } from '../jobs/outbox.ts';
import { pluginSecrets } from '../secrets/contract.ts';
import { storedSecrets } from '../secrets/plugin-secrets.ts';
import { portal } from '../tenancy/portal.ts';
import { hostPortal } from '../tenancy/host-portal.ts';

/** What the composition root decides for core's rooms. */
export interface CoreBindings {
  readonly store: EvidenceStore;
  readonly evidence: EvidenceSettings;
  readonly scanning: Scanning;
  readonly identity: IdentityConfig;
  readonly mail: MailSettings;
  readonly demo: DemoInfo;
  /** sets of plugins that are enabled at once */
  readonly bundles?: readonly PluginBundle[];
}

export interface CoreParts {
  readonly config: Config;
  readonly bindings: CoreBindings;
  readonly services: Services;
  readonly lifecycle: Lifecycle;
  readonly enablement: Enablement;
  readonly transactions: Transactions;
  readonly manifests: readonly PluginManifest[];
  /** those in whose manifest nothing is wrong: only they have a say in access */
  readonly sound: readonly PluginManifest[];
  /** plugin → address of its panels' module, of those that were installed */
  readonly uiEntries: ReadonlyMap<string, string>;
  readonly metrics: Metrics;
  readonly circuits: Circuits;
  readonly coreDb: PluginDb;
  readonly system: RoleDb;
  readonly purge: RoleDb;
  readonly outbox: Outbox;
  readonly events: EventOutbox;
  readonly clock: Clock;
  readonly log: Logger;
  readonly invalidation: Invalidation;
}

const catalogueOf = (manifests: readonly PluginManifest[]): AccessCatalogue => {
  const owners = new Map(
    manifests.flatMap(({ id, permissions = [] }) => permissions.map(({ name }) => [name, id] as const)),
  );
  return {
    permissions: () => manifests.flatMap(({ permissions = [] }) => permissions),
    roles: () => manifests.flatMap(({ id, roles = [] }) => roles.map((role) => ({ ...role, plugin: id }))),
    dimensions: (on) => manifests.flatMap(({ id, dimensions = [] }) => (on.has(id) ? dimensions : [])),
    pluginOf: (permission) => owners.get(permission),
  };
};

/** Gives core's rooms what they ask of the host. */
export const bindCore = (parts: CoreParts): void => {
  const { services, bindings, metrics } = parts;
  const catalogue = catalogueOf(parts.sound);
  services.bindHost(accessCatalogue, catalogue);
  services.bindHost(identityConfig, bindings.identity);
  services.bindHost(demoInfo, bindings.demo);
  services.bindHost(invalidation, parts.invalidation);
  services.bindHost(openTransactions, parts.transactions);
  services.bindHost(hostLog, parts.log);
  services.bindHost(mailSettings, bindings.mail);
  services.bindHost(mailer, outboxMailer(bindings.mail.transport !== undefined));
  services.bindHost(evidenceStore, bindings.store);
  services.bindHost(evidenceSettings, bindings.evidence);
  services.bindHost(evidenceScanning, bindings.scanning);
  services.bindHost(evidenceSubjects, pluginSubjects(parts));
  services.bindHost(uploadCount, (outcome) => metrics.evidenceUploads.inc({ outcome }));
  services.bindHost(coreDb, parts.coreDb);
  services.bindHost(coreJobs, parts.outbox.forPlugin('core'));
  services.bindHost(coreEvents, parts.events.forPlugin('core'));
  services.bindHost(pluginsOn, parts.enablement);
  services.bindHost(
    pluginAdministration,
    new HostPluginAdministration({ ...parts, bundles: bindings.bundles ?? [] }),
  );
  services.bindHost(
    dataLife,
    new HostDataLife({ ...parts, store: bindings.store, evidence: bindings.evidence }),
  );
  services.bindHost(
    pluginSecrets,
    storedSecrets({ manifests: parts.manifests, db: parts.coreDb, masterKey: bindings.identity.masterKey }),
  );
  services.bindHost(portal, hostPortal({ ...parts, catalogue }));
};

/** The real authenticator is one of core's services: it is found when the first request needs it. */
export const authenticatorFrom = (services: Services): Authenticator => {
  let found: Authenticator | undefined;
  return {
    authenticate: async (bearer) => {
      found ??= (await services.resolve('core', { real: authenticatorToken })).real;
      return found.authenticate(bearer);
    },
  };
};
