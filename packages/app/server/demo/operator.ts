/** Who runs the demo portal. */
export const OPERATOR_SIGN_IN = {
  email: 'operator@demo.example',
  password: 'demo-operator-2026',
  name: 'Demo Operator',
} as const;
