// The theme's own chip variant: tinted ground, no border.
declare module '@mui/material/Chip' {
  interface ChipPropsVariantOverrides {
    soft: true;
  }
}
export {};
