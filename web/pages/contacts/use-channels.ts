import { useRoute } from '../../api/queries.ts';
import { contactsApi } from '../../../server/modules/contacts/contract.ts';
import { phraseOf } from '../../i18n/phrases.ts';
import { useSay } from '../../i18n/say.ts';
import type { Book } from '../../offline/notes.ts';

type Channels = Book['channels'];

/** Ways of contact of the policy in force. */
export function useChannels(): Channels {
  const query = useRoute(contactsApi.listChannels, {}, { staleTime: 300_000 });
  return query.data?.channels ?? [];
}

/** The name of a way of contact: the room's word, the policy's, else the key. */
export function useChannelName(channels: Channels): (key: string) => string {
  const { locale, tk } = useSay();
  return (key) => {
    const own = `contacts.channel.${key}`;
    if (phraseOf(own) !== undefined) return tk(own);
    return channels.find((one) => one.key === key)?.name[locale] ?? key;
  };
}
