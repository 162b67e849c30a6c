import BookIcon from '@mui/icons-material/MenuBookOutlined';
import EventIcon from '@mui/icons-material/EventRepeatOutlined';
import ExtensionIcon from '@mui/icons-material/ExtensionOutlined';
import InsightsIcon from '@mui/icons-material/InsightsOutlined';
import PeopleIcon from '@mui/icons-material/PeopleOutlined';
import ReceiptIcon from '@mui/icons-material/ReceiptLongOutlined';
import type { MenuIcon } from '@compliance-os/ui';

const ICONS = {
  book: BookIcon,
  event: EventIcon,
  extension: ExtensionIcon,
  insights: InsightsIcon,
  people: PeopleIcon,
  receipt: ReceiptIcon,
} as const satisfies Record<MenuIcon, unknown>;

export function MenuIconOf({ name }: { name: MenuIcon }) {
  const Icon = ICONS[name];
  return <Icon />;
}
