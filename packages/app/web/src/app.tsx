import { createBrowserRouter, RouterProvider } from 'react-router';
import { routes } from './navigation/routes.tsx';

// A data router of our own: addresses without a hash, and blockers for unsaved changes.
const router = createBrowserRouter(routes);

export const App = () => <RouterProvider router={router} />;
