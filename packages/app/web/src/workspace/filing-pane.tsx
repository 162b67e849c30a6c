import { type ReactNode } from 'react';
import { Badge, Box, Card, Tab, Tabs } from '@mui/material';
import { useTranslate } from 'react-admin';
import { useSearchParams } from 'react-router';
import { PanelFailure, PluginPanel, usePortal, useSlot } from '@compliance-os/ui';
import type { InstanceDetail } from '../api/compliance.ts';
import { DatesTab } from './dates-tab.tsx';
import { DependenciesTab } from './dependencies-tab.tsx';
import { ExposureTab } from './exposure-tab.tsx';
import { HistoryTab } from './history-tab.tsx';
import { SubmissionTab } from './submission-tab.tsx';

interface TabOf {
  readonly key: string;
  readonly label: string;
  readonly count?: number;
  readonly content: ReactNode;
}

/** What is known and recorded about the obligation, and the tabs of the plugins that know its law. */
export function FilingPane({ instance }: { instance: InstanceDetail }) {
  const t = useTranslate();
  const [query, setQuery] = useSearchParams();
  const tabs = useTabs(instance);
  const current = tabs.find((tab) => tab.key === query.get('tab')) ?? tabs[0];
  const open = (key: string) =>
    setQuery((previous) => new URLSearchParams({ ...Object.fromEntries(previous), tab: key }), {
      replace: true,
    });
  if (!current) return null;
  return (
    <Card variant="outlined">
      <Tabs
        value={current.key}
        onChange={(_, key: string) => open(key)}
        variant="scrollable"
        scrollButtons="auto"
        aria-label={t('Parts of this obligation')}
        sx={{ borderBottom: 1, borderColor: 'divider', px: 1 }}
      >
        {tabs.map((tab) => (
          <Tab
            key={tab.key}
            value={tab.key}
            id={`tab-${tab.key}`}
            aria-controls={`panel-${tab.key}`}
            label={
              tab.count ? (
                <Badge badgeContent={tab.count} color="warning" sx={{ '& .MuiBadge-badge': { right: -10 } }}>
                  {t(tab.label)}
                </Badge>
              ) : (
                t(tab.label)
              )
            }
          />
        ))}
      </Tabs>
      <Box role="tabpanel" id={`panel-${current.key}`} aria-labelledby={`tab-${current.key}`} sx={{ p: 2.5 }}>
        {current.content}
      </Box>
    </Card>
  );
}

function useTabs(instance: InstanceDetail): readonly TabOf[] {
  const { manifest } = usePortal();
  const { items, failures } = useSlot('instance.tab');
  const blocking = instance.dependencies.filter((it) => it.blocking).length;
  const plugins = items.filter((item) => !item.families || item.families.includes(instance.family));
  return [
    { key: 'filing', label: 'Filing', content: <SubmissionTab instance={instance} /> },
    { key: 'dates', label: 'Dates & why', content: <DatesTab instance={instance} /> },
    {
      key: 'exposure',
      label: 'Exposure',
      content: <ExposureTab exposure={instance.exposure} penalties={instance.penalties} />,
    },
    ...(instance.dependencies.length + instance.undeterminedDependencies.length > 0
      ? [
          {
            key: 'dependencies',
            label: 'Waits for',
            count: blocking,
            content: <DependenciesTab instance={instance} />,
          },
        ]
      : []),
    ...plugins.map((item) => ({
      key: `x-${item.key}`,
      label: item.label,
      content: <PluginPanel slot="instance.tab" item={item} props={{ instance }} height={220} />,
    })),
    ...failures.map((failure) => ({
      key: `x-${failure.pluginId}`,
      label: manifest?.plugins[failure.pluginId]?.name ?? failure.pluginId,
      content: <PanelFailure {...failure} />,
    })),
    { key: 'history', label: 'History', content: <HistoryTab instance={instance} /> },
  ];
}
