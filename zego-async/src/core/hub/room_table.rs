//! The rooms of one engine, by name: nearly always one, and five at most unless ZEGO allows an
//! app more. To look at each is quicker than any search, and finds all in one place of memory.

use super::RoomEntry;
use crate::ids::RoomId;

/// In the order of their names.
#[derive(Default)]
pub(crate) struct Rooms(Vec<(RoomId, RoomEntry)>);

impl Rooms {
    #[inline]
    pub(crate) fn get(&self, room: &RoomId) -> Option<&RoomEntry> {
        self.iter().find(|(id, _)| *id == room).map(|(_, it)| it)
    }

    #[inline]
    pub(crate) fn get_mut(&mut self, room: &RoomId) -> Option<&mut RoomEntry> {
        let found = self.0.iter_mut().find(|(id, _)| id == room);
        found.map(|(_, it)| it)
    }

    /// Puts a room in, in the place of one that has its name.
    pub(crate) fn insert(&mut self, room: RoomId, entry: RoomEntry) {
        match self.0.binary_search_by(|(id, _)| id.cmp(&room)) {
            Ok(at) => self.0[at].1 = entry,
            Err(at) => self.0.insert(at, (room, entry)),
        }
    }

    pub(crate) fn remove(&mut self, room: &RoomId) -> Option<RoomEntry> {
        let at = self.0.iter().position(|(id, _)| id == room)?;
        Some(self.0.remove(at).1)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&RoomId, &RoomEntry)> {
        self.0.iter().map(|(id, it)| (id, it))
    }

    pub(crate) fn ids(&self) -> impl Iterator<Item = &RoomId> {
        self.iter().map(|(id, _)| id)
    }

    /// Takes all out.
    pub(crate) fn take_all(&mut self) -> impl Iterator<Item = RoomEntry> {
        std::mem::take(&mut self.0).into_iter().map(|(_, it)| it)
    }
}
