//! The rooms of one engine, by name: nearly always one, and five at most unless ZEGO allows an
//! app more. To look at each is quicker than any search, and finds all in one place of memory.

use super::RoomEntry;
use crate::ids::RoomId;
use crate::sync::Line;

/// In the order of their names.
#[derive(Default)]
pub(crate) struct Rooms(Vec<Line<Room>>);

#[repr(C)]
struct Room {
    id: RoomId,
    entry: RoomEntry,
}

impl Rooms {
    #[inline]
    pub(crate) fn get(&self, room: &RoomId) -> Option<&RoomEntry> {
        let found = self.0.iter().find(|it| it.0.id == *room);
        found.map(|it| &it.0.entry)
    }

    #[inline]
    pub(crate) fn get_mut(&mut self, room: &RoomId) -> Option<&mut RoomEntry> {
        let found = self.0.iter_mut().find(|it| it.0.id == *room);
        found.map(|it| &mut it.0.entry)
    }

    /// Puts a room in, and gives the one that had its name.
    pub(crate) fn insert(&mut self, room: RoomId, entry: RoomEntry) -> Option<RoomEntry> {
        match self.0.binary_search_by(|it| it.0.id.cmp(&room)) {
            Ok(at) => Some(std::mem::replace(&mut self.0[at].0.entry, entry)),
            Err(at) => {
                self.0.insert(at, Line(Room { id: room, entry }));
                None
            }
        }
    }

    pub(crate) fn remove(&mut self, room: &RoomId) -> Option<RoomEntry> {
        let at = self.0.iter().position(|it| it.0.id == *room)?;
        Some(self.0.remove(at).0.entry)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&RoomId, &RoomEntry)> {
        self.0.iter().map(|it| (&it.0.id, &it.0.entry))
    }

    pub(crate) fn ids(&self) -> impl Iterator<Item = &RoomId> {
        self.iter().map(|(id, _)| id)
    }

    /// Takes all out.
    pub(crate) fn take_all(&mut self) -> impl Iterator<Item = RoomEntry> {
        let all = std::mem::take(&mut self.0);
        all.into_iter().map(|it| it.0.entry)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{User, UserId};

    fn entry(session: u64) -> RoomEntry {
        let alice = User::reported(UserId::reported("alice"), "".into());
        RoomEntry::new(alice, session, None)
    }

    fn session(entry: Option<RoomEntry>) -> Option<u64> {
        entry.map(|entry| entry.session)
    }

    #[test]
    fn rooms_are_in_the_order_of_their_names_whatever_the_order_of_logins() {
        let mut rooms = Rooms::default();
        for (number, id) in ["b", "c", "a"].into_iter().enumerate() {
            let before = rooms.insert(RoomId::reported(id), entry(number as u64));
            assert!(before.is_none());
        }
        let all = |rooms: &Rooms| {
            let all = rooms.iter().map(|(id, it)| (id.to_string(), it.session));
            all.collect::<Vec<_>>()
        };
        let expected = [("a", 2), ("b", 0), ("c", 1)].map(|(id, it)| (id.to_owned(), it));
        assert_eq!(all(&rooms), expected);
        assert_eq!(session(rooms.remove(&RoomId::reported("b"))), Some(0));
        assert_eq!(session(rooms.remove(&RoomId::reported("b"))), None);
        assert_eq!(all(&rooms), [expected[0].clone(), expected[2].clone()]);
    }

    #[test]
    fn a_room_that_is_put_in_again_gives_the_one_before() {
        let (mut rooms, id) = (Rooms::default(), RoomId::reported("a"));
        assert_eq!(session(rooms.insert(id.clone(), entry(1))), None);
        assert_eq!(session(rooms.insert(id.clone(), entry(2))), Some(1));
        assert_eq!(rooms.get(&id).map(|it| it.session), Some(2));
        assert!(rooms.take_all().map(|it| it.session).eq([2]));
        assert!(rooms.get(&id).is_none());
    }
}
