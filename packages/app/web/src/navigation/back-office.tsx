import { lazy } from 'react';
import { CoreAdminUI, CustomRoutes, Resource } from 'react-admin';
import { Route } from 'react-router';
import { Layout } from '../layout/layout.tsx';
import { PageLoading } from '../layout/page-loading.tsx';

const SignIn = lazy(() => import('../auth/sign-in.tsx'));
const Dashboard = lazy(() => import('../dashboard/dashboard.tsx'));
const ObligationList = lazy(() => import('../obligations/obligation-list.tsx'));
const Workspace = lazy(() => import('../workspace/workspace.tsx'));
const Calendar = lazy(() => import('../calendar/calendar.tsx'));
const EntityList = lazy(() => import('../entities/entity-list.tsx'));
const EntityPage = lazy(() => import('../entities/entity-page.tsx'));
const ImportWizard = lazy(() => import('../import/import-wizard.tsx'));
const EvidenceVault = lazy(() => import('../evidence/evidence-vault.tsx'));
const EvidencePage = lazy(() => import('../evidence/evidence-page.tsx'));
const AuditExplorer = lazy(() => import('../audit/audit-explorer.tsx'));
const PeoplePage = lazy(() => import('../people/people-page.tsx'));
const PluginAdministration = lazy(() => import('../plugins/plugin-administration.tsx'));
const PluginRoute = lazy(() => import('../plugins/plugin-route.tsx'));
const MailPage = lazy(() => import('../mail/mail-page.tsx'));
const ReferencePage = lazy(() => import('../reference/reference-page.tsx'));
const NotFound = lazy(() => import('../layout/not-found.tsx'));

/** The signed-in part: react-admin's resources and the screens beside them. */
export const BackOffice = () => (
  <CoreAdminUI
    title="Compliance OS"
    layout={Layout}
    dashboard={Dashboard}
    loginPage={SignIn}
    loading={PageLoading}
    catchAll={NotFound}
    requireAuth
    disableTelemetry
  >
    <Resource name="obligations" list={ObligationList} show={Workspace} />
    <Resource name="entities" list={EntityList} show={EntityPage} recordRepresentation="name" />
    <Resource name="evidence" list={EvidenceVault} show={EvidencePage} recordRepresentation="fileName" />
    <CustomRoutes>
      <Route path="/calendar" element={<Calendar />} />
      <Route path="/import" element={<ImportWizard />} />
      <Route path="/audit" element={<AuditExplorer />} />
      <Route path="/people" element={<PeoplePage />} />
      <Route path="/mail" element={<MailPage />} />
      <Route path="/reference" element={<ReferencePage />} />
      <Route path="/plugins" element={<PluginAdministration />} />
      <Route path="/x/:pluginId/*" element={<PluginRoute />} />
    </CustomRoutes>
  </CoreAdminUI>
);
