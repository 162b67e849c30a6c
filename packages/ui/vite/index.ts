export { inRepoPluginUIs } from './in-repo-plugins.ts';
export { pluginUiConfig, type PluginUiOptions } from './plugin-ui-config.ts';
export { SHARED_MODULES, SHARED_SPECIFIERS } from './shared-modules.ts';
export { sharedModules, type ImportMap } from './shared-host.ts';
