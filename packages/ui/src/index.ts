import './augment-mui.ts';

export {
  definePluginUI,
  PLUGIN_UI_API,
  type Messages,
  type PluginTexts,
  type PluginUI,
  type PluginUIDefinition,
} from './contract/plugin-ui.ts';
export type { PortalManifest, PortalPlugin } from './contract/portal.ts';
export type { EntitySummary, EvidenceSummary, InstanceSummary, Rag } from './contract/records.ts';
export type {
  ComponentSlot,
  ComponentSlotName,
  Contribution,
  DataSlot,
  MenuIcon,
  SlotMap,
  SlotName,
  SlotProps,
} from './contract/slots.ts';

export {
  loadRegistry,
  type LoadOptions,
  type PluginFailure,
  type PluginLoaders,
  type Registry,
  type Resolved,
} from './registry/registry.ts';
export type { ImportModule, PluginEntry } from './registry/run-time-entry.ts';
export type { PluginPage } from './registry/pages.ts';
export type { OrderProblem } from './registry/order.ts';
export {
  type FilledSlot,
  usePermission,
  usePluginEnabled,
  usePortal,
  useSlot,
  usePluginPages,
  useToday,
  type PortalRequest,
  type RequestOptions,
} from './runtime/portal-context.ts';
export { Allowed } from './runtime/allowed.tsx';
export { PortalProvider } from './runtime/portal-provider.tsx';
export { ErrorBoundary } from './runtime/error-boundary.tsx';
export { PanelFailure } from './runtime/panel-failure.tsx';
export { PluginPanel } from './runtime/plugin-panel.tsx';
export { Slot } from './runtime/slot.tsx';
export type { EnglishTexts, TextsLike, Translate } from './texts/texts.ts';
export { createUseT } from './texts/use-t.ts';
export { cspNonce } from './runtime/csp-nonce.ts';

export { formatCount, formatPaise, formatPaiseShort } from './format/money.ts';
export {
  addDays,
  addMonths,
  daysBetween,
  formatDate,
  formatMoment,
  formatMonth,
  weekday,
  weekdayNames,
} from './format/date.ts';
export { formatBytes } from './format/size.ts';
export { humanise } from './format/humanise.ts';
export { stateName, STATES } from './format/state.ts';

export { Code } from './components/code.tsx';
export { DueDate } from './components/due-date.tsx';
export { EmptyState } from './components/empty-state.tsx';
export { Failure } from './components/failure.tsx';
export { ListRow } from './components/list-row.tsx';
export { Money } from './components/money.tsx';
export { Panel } from './components/panel.tsx';
export { Properties, type Property } from './components/properties.tsx';
export { RAG_COLOR, RAG_LABEL, RagChip, RagDot } from './components/rag-chip.tsx';
export { StatusChip } from './components/status-chip.tsx';
export { WhyTree, type WhyNode } from './components/why-tree.tsx';
