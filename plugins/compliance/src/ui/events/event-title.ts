import { humanise } from '@compliance-os/ui';

/** `supplier-invoice.issued` → "Supplier invoice issued"; names of forms in capitals. */
export const eventTitle = (name: string): string =>
  humanise(name.replaceAll(/[.-]/g, ' ').replaceAll(/\b(gstr\w*|itc\w*)\b/g, (form) => form.toUpperCase()));
