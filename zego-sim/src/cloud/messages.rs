//! Messages between the members of a room.
