import { Fragment } from 'react';
import DoneIcon from '@mui/icons-material/Check';
import { Box, Skeleton, Table, TableBody, TableCell, TableHead, TableRow, Tooltip } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Code, Failure } from '@compliance-os/ui';
import type { Permission, Role } from '../api/core.ts';
import { usePermissions, useRoles } from './use-people.ts';

/** Permissions down, by plugin; roles across. */
export function RoleMatrix() {
  const roles = useRoles();
  const permissions = usePermissions();
  const error = roles.error ?? permissions.error;
  if (error)
    return (
      <Box sx={{ p: 2 }}>
        <Failure error={error} onRetry={() => void Promise.all([roles.refetch(), permissions.refetch()])} />
      </Box>
    );
  if (!roles.data || !permissions.data) return <Skeleton variant="rounded" height={400} sx={{ m: 2 }} />;
  return <Matrix roles={roles.data} permissions={permissions.data} />;
}

function Matrix({ roles, permissions }: { roles: readonly Role[]; permissions: readonly Permission[] }) {
  const t = useTranslate();
  const groups = Object.entries(Object.groupBy(permissions, (it) => it.plugin));
  return (
    <Box
      sx={{ overflow: 'auto', maxHeight: 'calc(100dvh - 220px)' }}
      tabIndex={0}
      role="region"
      aria-label={t('Roles')}
    >
      <Table size="small" stickyHeader>
        <TableHead>
          <TableRow>
            <TableCell sx={{ pl: 2.5, minWidth: 260 }}>{t('Permission')}</TableCell>
            {roles.map((role) => (
              <TableCell key={role.id} align="center">
                <Tooltip title={role.description}>
                  <span>{role.name}</span>
                </Tooltip>
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {groups.map(([plugin, own]) => (
            <Fragment key={plugin}>
              <TableRow>
                <TableCell
                  component="th"
                  scope="colgroup"
                  colSpan={roles.length + 1}
                  sx={{ pl: 2.5, fontWeight: 700, bgcolor: 'background.default' }}
                >
                  {plugin}
                </TableCell>
              </TableRow>
              {own?.map((permission) => (
                <TableRow key={permission.name} hover>
                  <TableCell sx={{ pl: 2.5 }}>
                    {permission.label}
                    <Box sx={{ fontSize: 11.5, color: 'text.secondary' }}>
                      <Code>{permission.name}</Code>
                    </Box>
                  </TableCell>
                  {roles.map((role) => (
                    <TableCell key={role.id} align="center">
                      {role.permissions.includes(permission.name) ? (
                        <DoneIcon fontSize="small" color="success" titleAccess={t('Yes')} />
                      ) : (
                        <Box component="span" sx={{ color: 'text.disabled' }}>
                          –
                        </Box>
                      )}
                    </TableCell>
                  ))}
                </TableRow>
              ))}
            </Fragment>
          ))}
        </TableBody>
      </Table>
    </Box>
  );
}
