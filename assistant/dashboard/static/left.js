// The tab has been left: "back" shall not show what was there before.

try { sessionStorage.setItem("left", "yes"); } catch { /* private window */ }
