document.documentElement.dataset.moving = "here";
