import { hostToken } from '../container/token.ts';
import type { Services } from '../container/container.ts';
import type { Context } from '../context/context.ts';
import { notFound } from '../http/problem.ts';
import type { EvidenceOn, SubjectPlace } from '../plugin/evidence-on.ts';
import type { PluginManifest } from '../plugin/manifest.ts';
import type { EvidenceSubject } from '../plugin/services.ts';
import type { Enablement } from '../tenancy/enablement.ts';

export interface EvidenceSubjects {
  /**
   * Dimension values of what a file is attached to, as the plugin says whose subject it is. None where nobody says: a
   * grant that is limited on a dimension does not cover such a file.
   * @throws Refusal `NOT_FOUND` where there is no such subject of the entity, or its plugin is off
   */
  dimensionsOf(ctx: Context, subject: EvidenceSubject): Promise<SubjectPlace['dimensions']>;
}
export const evidenceSubjects = hostToken<EvidenceSubjects>('core.evidence-subjects');

interface Parts {
  readonly manifests: readonly PluginManifest[];
  readonly services: Services;
  readonly enablement: Enablement;
}

export const pluginSubjects = ({ manifests, services, enablement }: Parts): EvidenceSubjects => {
  const owners = new Map(
    manifests.flatMap(({ id, evidence = [] }) => evidence.map((on) => [on.subjectType, { id, on }] as const)),
  );
  const placeOf = async (ctx: Context, plugin: string, on: EvidenceOn, id: string) => {
    const [{ default: find }, deps] = await Promise.all([on.load(), services.resolve(plugin, on.deps, ctx)]);
    return (find as (input: unknown) => Promise<SubjectPlace | undefined>)({ ctx, id, deps });
  };
  return {
    dimensionsOf: async (ctx, { type, id, entityId }) => {
      const owner = owners.get(type);
      if (!owner) return {};
      const isOn = await enablement.isOn(owner.id, ctx.tenant);
      const place = isOn ? await placeOf(ctx, owner.id, owner.on, id) : undefined;
      if (place?.entityId !== entityId) throw notFound('subject');
      return place.dimensions;
    },
  };
};
