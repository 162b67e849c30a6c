declare module 'virtual:compliance-os-plugins' {
  const loaders: import('@compliance-os/ui').PluginLoaders;
  export default loaders;
}
