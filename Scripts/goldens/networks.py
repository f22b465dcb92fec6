"""The five networks that the engine is checked against and timed against, in PyTorch.

Their parameters carry the names that the Swift networks give them. A bias that a network does not have (the second
one of an LSTM with one bias per gate) is a parameter without gradient that holds zero.
"""

import torch
from torch import nn
from torch.nn import functional

ANCHOR_PENALTY = 1e-4


class ResidualPair(nn.Module):
    """Two convolutions with a skip, then a pool that halves the time."""

    def __init__(self, channels):
        super().__init__()
        self.first = nn.Conv1d(channels, channels, 5, padding=2)
        self.second = nn.Conv1d(channels, channels, 5, padding=2)

    def forward(self, x):
        y = functional.relu(self.first(x))
        return functional.max_pool1d(functional.relu(self.second(y) + x), 5, 2)


class Beat(nn.Module):
    """A: one beat of 187 samples to five classes (Kachuee et al. 2018)."""

    def __init__(self, dropout=True):
        super().__init__()
        self.stem = nn.Conv1d(1, 32, 5, padding=2)
        self.blocks = nn.ModuleList(ResidualPair(32) for _ in range(5))
        self.hidden = nn.Linear(64, 32)
        self.head = nn.Linear(32, 5)

    def forward(self, signal):
        x = self.stem(signal)
        for block in self.blocks:
            x = block(x)
        return self.head(functional.relu(self.hidden(x.flatten(1))))

    def loss(self, output, label):
        return functional.cross_entropy(output, label)


def one_bias_lstm(inputs, hidden):
    """Returns a bidirectional LSTM with one bias per gate: the second is zero and not trained."""
    lstm = nn.LSTM(inputs, hidden, batch_first=True, bidirectional=True)
    for name, parameter in lstm.named_parameters():
        if name.startswith("bias_hh"):
            parameter.requires_grad_(False).zero_()
    return lstm


class LeadTrunk(nn.Module):
    """What a lead goes through: four convolutions, two LSTMs, the mean over time (32 numbers)."""

    def __init__(self, dropout=True):
        super().__init__()
        self.conv1 = nn.Conv1d(1, 8, 20)
        self.conv2 = nn.Conv1d(8, 16, 12)
        self.conv3 = nn.Conv1d(16, 32, 8)
        self.conv4 = nn.Conv1d(32, 32, 4)
        self.lstm1 = one_bias_lstm(32, 16)
        self.lstm2 = one_bias_lstm(32, 16)
        self.after_pool = nn.Dropout(0.1 if dropout else 0)
        self.after_lstm = nn.Dropout(0.2 if dropout else 0)

    def features(self, x):
        for convolution in (self.conv1, self.conv2, self.conv3, self.conv4):
            x = self.after_pool(functional.max_pool1d(functional.relu(convolution(x)), 5, 2))
        x = x.transpose(1, 2)
        for lstm in (self.lstm1, self.lstm2):
            x = self.after_lstm(lstm(x)[0])
        return x.mean(1)

    def forward(self, x):
        return self.features(x)


class Lead(LeadTrunk):
    """B: one lead of 1000 samples to three rhythms (Beton, table 2)."""

    def __init__(self, dropout=True):
        super().__init__(dropout)
        self.head = nn.Linear(32, 3)

    def forward(self, signal):
        return self.head(self.features(signal))

    def loss(self, output, label):
        return functional.cross_entropy(output, label)


class Vote(nn.Module):
    """C: twelve leads, each with a trunk of its own, pulled towards the trunk they were copied from."""

    def __init__(self, dropout=True):
        super().__init__()
        self.leads = nn.ModuleList(LeadTrunk(dropout) for _ in range(12))
        self.head = nn.Linear(12 * 32, 3)
        self.anchor = None

    def forward(self, signal):
        parts = [trunk(signal[:, i : i + 1]) for i, trunk in enumerate(self.leads)]
        return self.head(torch.cat(parts, 1))

    def anchored(self):
        """Returns (name in the trunk, weight) for the weights that are pulled, lead after lead."""
        return [pair for trunk in self.leads for pair in trainable(trunk)]

    def set_anchors(self, source):
        """Takes the source's trunk: one tensor for each name of a trainable parameter of a trunk."""
        self.anchor = torch.cat([source[name].flatten() for name, _ in self.anchored()])

    def penalty(self):
        """Returns mu * sum |w - anchor|; on one flat tensor, as fast as with torch._foreach_norm."""
        weights = torch.cat([weight.flatten() for _, weight in self.anchored()])
        return ANCHOR_PENALTY * functional.l1_loss(weights, self.anchor, reduction="sum")

    def loss(self, output, label):
        return functional.cross_entropy(output, label) + self.penalty()


class ConvNorm(nn.Module):
    """A convolution without bias, its batch norm, and perhaps a ReLU."""

    def __init__(self, inputs, outputs, kernel, stride=1, relu=True):
        super().__init__()
        self.conv = nn.Conv1d(inputs, outputs, kernel, stride, kernel // 2, bias=False)
        self.norm = nn.BatchNorm1d(outputs)
        self.relu = relu

    def forward(self, x):
        x = self.norm(self.conv(x))
        return functional.relu(x) if self.relu else x


class Shortcut(nn.Module):
    """The way around a bottleneck where its shape changes: average the time, then match the channels."""

    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.stride = stride
        if inputs != outputs:
            self.conv = nn.Conv1d(inputs, outputs, 1, bias=False)
            self.norm = nn.BatchNorm1d(outputs)
        else:
            self.conv = None

    def forward(self, x):
        if self.stride > 1:
            x = functional.avg_pool1d(x, self.stride, ceil_mode=True)
        return x if self.conv is None else self.norm(self.conv(x))


class Bottleneck(nn.Module):
    """1 → 5 → 1 convolutions with batch norm around a shortcut; the stride is in the middle one."""

    def __init__(self, inputs, middle, outputs, stride):
        super().__init__()
        self.conv1 = nn.Conv1d(inputs, middle, 1, bias=False)
        self.norm1 = nn.BatchNorm1d(middle)
        self.conv2 = nn.Conv1d(middle, middle, 5, stride, 2, bias=False)
        self.norm2 = nn.BatchNorm1d(middle)
        self.conv3 = nn.Conv1d(middle, outputs, 1, bias=False)
        self.norm3 = nn.BatchNorm1d(outputs)
        self.shortcut = Shortcut(inputs, outputs, stride)

    def forward(self, x):
        y = functional.relu(self.norm1(self.conv1(x)))
        y = functional.relu(self.norm2(self.conv2(y)))
        return functional.relu(self.norm3(self.conv3(y)) + self.shortcut(x))


class XResNetHead(nn.Module):
    """The greatest and the mean value of each channel over time, then two layers."""

    def __init__(self, channels, outputs, dropout):
        super().__init__()
        self.norm1 = nn.BatchNorm1d(2 * channels)
        self.linear1 = nn.Linear(2 * channels, 128)
        self.norm2 = nn.BatchNorm1d(128)
        self.linear2 = nn.Linear(128, outputs)
        self.drop1 = nn.Dropout(0.25 if dropout else 0)
        self.drop2 = nn.Dropout(0.5 if dropout else 0)

    def forward(self, x):
        x = torch.cat([x.amax(2), x.mean(2)], 1)
        x = functional.relu(self.linear1(self.drop1(self.norm1(x))))
        return self.linear2(self.drop2(self.norm2(x)))


class XResNet(nn.Module):
    """D: xresnet1d101 as the PTB-XL benchmark uses it, twelve leads of 1000 samples."""

    def __init__(self, dropout=True, outputs=5, blocks=(3, 4, 23, 3)):
        super().__init__()
        self.stem = nn.ModuleList([ConvNorm(12, 32, 5, 2), ConvNorm(32, 32, 5), ConvNorm(32, 64, 5)])
        self.stages = nn.ModuleList()
        inputs = 64
        for stage, count in enumerate(blocks):
            self.stages.append(nn.ModuleList())
            for block in range(count):
                stride = 2 if stage > 0 and block == 0 else 1
                self.stages[-1].append(Bottleneck(inputs, 64, 256, stride))
                inputs = 256
        self.head = XResNetHead(256, outputs, dropout)

    def forward(self, signal):
        x = signal
        for layer in self.stem:
            x = layer(x)
        x = functional.max_pool1d(x, 3, 2, 1)
        for stage in self.stages:
            for block in stage:
                x = block(x)
        return self.head(x)

    def loss(self, output, target):
        return functional.binary_cross_entropy_with_logits(output, target)


class BiLSTM(nn.Module):
    """E: two bidirectional LSTM layers of 128 cells, twelve leads of 1000 samples."""

    def __init__(self, dropout=True):
        super().__init__()
        self.lstm = nn.LSTM(12, 128, 2, batch_first=True, bidirectional=True)
        self.head = nn.Linear(256, 5)

    def forward(self, signal):
        return self.head(self.lstm(signal.transpose(1, 2))[0].mean(1))

    def loss(self, output, target):
        return functional.binary_cross_entropy_with_logits(output, target)


NETWORKS = {"A": Beat, "B": Lead, "C": Vote, "D": XResNet, "E": BiLSTM}
SIGNAL_SHAPES = {"A": (1, 187), "B": (1, 1000), "C": (12, 1000), "D": (12, 1000), "E": (12, 1000)}
CLASSES = {"A": 5, "B": 3, "C": 3, "D": 5, "E": 5}
BINARY = {"D", "E"}


def trainable(model):
    """Returns the (name, parameter) pairs that have a gradient, in the order of the module."""
    return [(name, p) for name, p in model.named_parameters() if p.requires_grad]
