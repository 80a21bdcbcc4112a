reloaded(data.reload);
